import KubeCore

/// A token of a service account: a JSON Web Token (RFC 7519) with the claims that API servers put in.
///
/// It is signed with HS256, because the key is the simulator's own; clients do not look into tokens.
struct ServiceAccountToken: Sendable, Hashable {
  /// What a token is bound to: it dies with the object.
  struct Bound: Sendable, Hashable {
    /// `pod`, `secret` or `node`, as the claim is called.
    var claim: String
    var name: String
    var uid: String
  }

  var audiences: [String]
  var issued: Int64
  var expiry: Int64
  var issuer: String
  var id: String
  var namespace: String
  var account: String
  var accountUID: String
  var bound: Bound?

  func text(signedWith key: [UInt8]) -> String {
    let head = Self.encode(["alg": "HS256", "kid": .string(Self.keyID(key))]) + "." + Self.encode(claims)
    return head + "." + Base64.encodeForURL(SHA256.authenticationCode(Array(head.utf8), key: key))
  }

  private var claims: JSONValue {
    var kubernetes: JSONObject = [
      "namespace": .string(namespace), "serviceaccount": ["name": .string(account), "uid": .string(accountUID)],
    ]
    if let bound { kubernetes[bound.claim] = ["name": .string(bound.name), "uid": .string(bound.uid)] }
    return [
      "aud": .array(audiences.map { .string($0) }), "exp": .integer(expiry), "iat": .integer(issued),
      "iss": .string(issuer), "jti": .string(id), "kubernetes.io": .object(kubernetes), "nbf": .integer(issued),
      "sub": .string("system:serviceaccount:\(namespace):\(account)"),
    ]
  }

  /// Reads a token whose signature holds; `nil` for any other text.
  init?(_ text: String, signedWith key: [UInt8]) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let signature = Base64.decodeLeniently(String(parts[2])) else { return nil }
    let head = Array("\(parts[0]).\(parts[1])".utf8)
    guard signature == SHA256.authenticationCode(head, key: key),
      let claims = Base64.decodeLeniently(String(parts[1])).flatMap({ try? JSONParser.parse($0) }),
      let own = claims["kubernetes.io"], let account = own["serviceaccount"]
    else { return nil }
    self.init(
      audiences: claims["aud"]?.elements.compactMap(\.string) ?? [], issued: claims["iat"]?.integer ?? 0,
      expiry: claims["exp"]?.integer ?? 0, issuer: claims["iss"]?.string ?? "", id: claims["jti"]?.string ?? "",
      namespace: own["namespace"]?.string ?? "", account: account["name"]?.string ?? "",
      accountUID: account["uid"]?.string ?? "", bound: Self.bound(own))
  }

  init(
    audiences: [String], issued: Int64, expiry: Int64, issuer: String, id: String, namespace: String, account: String,
    accountUID: String, bound: Bound?
  ) {
    self.audiences = audiences
    self.issued = issued
    self.expiry = expiry
    self.issuer = issuer
    self.id = id
    self.namespace = namespace
    self.account = account
    self.accountUID = accountUID
    self.bound = bound
  }

  private static func bound(_ claims: JSONValue) -> Bound? {
    ["pod", "secret", "node"].lazy.compactMap { claim in
      claims[claim].map { Bound(claim: claim, name: $0["name"]?.string ?? "", uid: $0["uid"]?.string ?? "") }
    }.first
  }

  private static func encode(_ value: JSONValue) -> String { Base64.encodeForURL(JSONWriter.write(value)) }

  private static func keyID(_ key: [UInt8]) -> String { Base64.encodeForURL(SHA256.digest(of: key)) }
}
