import KubeCore

extension KubeconfigEntry {
  /// Reads this entry as a user.
  ///
  /// A token, a password or a certificate wins over an exec plugin, which then never runs.
  func identify(_ access: inout ClusterAccess) throws(ConnectionError) {
    if has("auth-provider") {
      throw error(
        "auth-provider", "is no longer part of Kubernetes (since 1.26); use an exec plugin instead", .unsupported)
    }
    access.certificate = try clientCertificate()
    access.authorization = try authorization()
    access.impersonation = try impersonation()
    if let exec = try nested("exec"), access.authorization == .none, access.certificate == nil {
      access.authorization = .exec(try exec.execPlugin())
    }
  }

  private func clientCertificate() throws(ConnectionError) -> ClientCertificate? {
    switch (try material("client-certificate"), try material("client-key")) {
    case (nil, nil): return nil
    case (let chain?, let key?):
      let certificate = ClientCertificate(chain: chain, key: key)
      do throws(ConnectionError) { _ = try TLSMaterial.identity(certificate) } catch {
        throw locate(error, "client-certificate")
      }
      return certificate
    case (nil, _?): throw error("client-certificate", "must be given together with client-key")
    case (_?, nil): throw error("client-key", "must be given together with client-certificate")
    }
  }

  private func authorization() throws(ConnectionError) -> Authorization {
    let token = try string("token").map { Secret($0) }
    let user = try string("username")
    let password = try string("password")
    if user != nil || password != nil {
      guard token == nil else { throw error("token", "and username exclude each other") }
      return .basic(user: user ?? "", password: Secret(password ?? ""))
    }
    // As in client-go, the file has precedence, and the token bridges the time until the file can be read.
    if let file = try path("tokenFile") { return .tokenFile(file, fallback: token) }
    return token.map { .token($0) } ?? .none
  }

  private func impersonation() throws(ConnectionError) -> Impersonation? {
    let uid = try string("as-uid")
    let groups = try strings("as-groups")
    let extra = try extra()
    guard let user = try string("as") else {
      guard uid == nil, groups.isEmpty, extra.isEmpty else {
        throw error("as", "must be given where as-uid, as-groups or as-user-extra is")
      }
      return nil
    }
    return Impersonation(user: user, uid: uid, groups: groups, extra: extra)
  }

  private func extra() throws(ConnectionError) -> [String: [String]] {
    guard let object = try object("as-user-extra") else { return [:] }
    var extra: [String: [String]] = [:]
    for (key, values) in object {
      guard let items = values.array, items.allSatisfy({ $0.string != nil }) else {
        throw error("as-user-extra.\(key)", "must be a list of texts")
      }
      extra[key] = items.compactMap(\.string)
    }
    return extra
  }
}
