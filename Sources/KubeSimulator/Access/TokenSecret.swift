import KubeCore

/// A secret that asks for a token of a service account, and gets it from the token controller.
enum TokenSecret {
  static let type = "kubernetes.io/service-account-token"
  private static let nameKey = "kubernetes.io/service-account.name"
  static let uidKey = "kubernetes.io/service-account.uid"
  /// The end of the year 9999: these tokens live as long as their secret.
  static let expiry: Int64 = 253_402_300_799

  /// The name of the account that a secret wants a token of; `nil` for any other secret.
  static func account(of secret: JSONValue) -> String? {
    secret["type"]?.string == type ? secret.annotations[nameKey] : nil
  }

  /// Whether the secret is of an account of that name that is there no more.
  static func isStale(_ secret: JSONValue, _ account: JSONValue?) -> Bool {
    guard let account else { return true }
    return secret.annotations[uidKey].map { $0 != account.uid } ?? false
  }
}

extension SimulatedCluster {
  /// Gives a secret its token, or takes it away with its account.
  ///
  /// Source: `pkg/controller/serviceaccount/tokens_controller.go`.
  mutating func syncTokenSecret(_ key: ObjectKey, now: Timestamp) {
    guard let secret = store[StoredKey(storage: BuiltIn.secrets.storage, key: key)], !secret.isDeleting,
      let name = TokenSecret.account(of: secret)
    else { return }
    let place = ObjectKey(namespace: key.namespace, name: name)
    let account = store[StoredKey(storage: BuiltIn.serviceAccounts.storage, key: place)]
    guard let account, !TokenSecret.isStale(secret, account) else {
      delete(secret, BuiltIn.secrets, DeleteOptions(), now: now)
      return
    }
    var new = secret
    new[["metadata", "annotations", TokenSecret.uidKey]] = .text(account.uid)
    for (field, value) in tokenData(secret, account, now) where secret["data"]?[field] == nil {
      new[["data", field]] = .string(Base64.encode(Array(value.utf8)))
    }
    if new != secret { updateInternally(BuiltIn.secrets, secret, to: new, now: now) }
  }

  private func tokenData(
    _ secret: JSONValue, _ account: JSONValue, _ now: Timestamp
  ) -> [(field: String, value: String)] {
    let token = ServiceAccountToken(
      audiences: [access.issuer], issued: now.seconds, expiry: TokenSecret.expiry, issuer: access.issuer,
      id: secret.uid ?? "", namespace: account.namespace ?? "", account: account.name, accountUID: account.uid ?? "",
      bound: ServiceAccountToken.Bound(claim: "secret", name: secret.name, uid: secret.uid ?? ""))
    let own = [
      ("namespace", account.namespace ?? ""), ("token", token.text(signedWith: access.signingKey)),
    ]
    return own + (rootCertificate.map { [("ca.crt", $0)] } ?? [])
  }
}
