import KubeClient
import KubeCore
import KubeTypes
import Testing

@Suite struct AccessCases {
  private static let accounts = ResourceType(
    group: "", version: "v1", kind: "ServiceAccount", plural: "serviceaccounts")

  @Test("whoever runs these cases may create namespaces", arguments: ConformanceServer.all)
  func mayI(server: ConformanceServer) async throws {
    try await withScene(server, enforcesAccess: true) { scene async throws in
      #expect(try await scene.client.mayI(AccessQuestion("create", Namespace.resourceType)).isAllowed)
    }
  }

  @Test("somebody without a role may not", arguments: ConformanceServer.all)
  func stranger(server: ConformanceServer) async throws {
    try await withScene(server, enforcesAccess: true) { scene async throws in
      let user = UserInfo(username: "system:serviceaccount:\(scene.namespace):nobody")
      let question = AccessQuestion("list", "configmaps", namespace: scene.namespace)
      #expect(try await !scene.client.may(user, question).isAllowed)
    }
  }

  @Test("the server knows who asks", arguments: ConformanceServer.all)
  func whoAmI(server: ConformanceServer) async throws {
    try await withScene(server, enforcesAccess: true) { scene async throws in
      #expect(try await scene.client.whoAmI().username?.isEmpty == false)
    }
  }

  @Test("the rules of a namespace can be listed", arguments: ConformanceServer.all)
  func rules(server: ConformanceServer) async throws {
    try await withScene(server, enforcesAccess: true) { scene async throws in
      #expect(try await !scene.client.myRules(in: scene.namespace).resourceRules.isEmpty)
    }
  }

  @Test("a token of a service account is its own", arguments: ConformanceServer.all)
  func tokens(server: ConformanceServer) async throws {
    try await withScene(server, enforcesAccess: true) { scene in
      let accounts = scene.client.api(Self.accounts, namespace: scene.namespace)
      _ = try await accounts.create(DynamicObject(["metadata": ["name": "op"]]))
      let token = try await accounts.token(for: "op", lifetime: .seconds(600))
      let answer = try await scene.client.review(token: token.token)
      #expect(answer.isAuthenticated)
      #expect(answer.user.username == "system:serviceaccount:\(scene.namespace):op")
    }
  }

  @Test("a token that is none is nobody's", arguments: ConformanceServer.all)
  func badToken(server: ConformanceServer) async throws {
    try await withScene(server, enforcesAccess: true) { scene async throws in
      #expect(try await !scene.client.review(token: "nonsense").isAuthenticated)
    }
  }

  @Test("a token for an account that is missing is not issued", arguments: ConformanceServer.all)
  func missingAccount(server: ConformanceServer) async throws {
    try await withScene(server, enforcesAccess: true) { scene in
      let accounts = scene.client.api(Self.accounts, namespace: scene.namespace)
      let error = await scene.error { () throws(KubeError) in try await accounts.token(for: "none") }
      #expect(error?.code == .notFound)
    }
  }

  @Test("a role with a binding grants what it names, and no more", arguments: ConformanceServer.all)
  func role(server: ConformanceServer) async throws {
    try await withScene(server, enforcesAccess: true) { scene in
      let group = "rbac.authorization.k8s.io"
      let roles = scene.client.api(
        ResourceType(group: group, version: "v1", kind: "Role", plural: "roles"), namespace: scene.namespace)
      let bindings = scene.client.api(
        ResourceType(group: group, version: "v1", kind: "RoleBinding", plural: "rolebindings"),
        namespace: scene.namespace)
      _ = try await roles.create(
        DynamicObject([
          "metadata": ["name": "reader"],
          "rules": [["apiGroups": [""], "resources": ["configmaps"], "verbs": ["get", "list"]]],
        ]))
      _ = try await bindings.create(
        DynamicObject([
          "metadata": ["name": "reader"],
          "subjects": [["kind": "ServiceAccount", "name": "op", "namespace": .string(scene.namespace)]],
          "roleRef": ["apiGroup": .string(group), "kind": "Role", "name": "reader"],
        ]))
      let op = UserInfo(username: "system:serviceaccount:\(scene.namespace):op")
      // The authorizer sees the binding a moment after it was stored.
      var isAllowed = false
      for _ in 0..<100 where !isAllowed {
        let question = AccessQuestion("list", "configmaps", namespace: scene.namespace)
        isAllowed = try await scene.client.may(op, question).isAllowed
        if !isAllowed, server == .real { try await scene.client.time.sleep(.milliseconds(20)) }
      }
      #expect(isAllowed)
      let more = AccessQuestion("delete", "configmaps", namespace: scene.namespace)
      #expect(try await !scene.client.may(op, more).isAllowed)
    }
  }
}
