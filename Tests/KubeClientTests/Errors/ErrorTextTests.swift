import KubeCore
import Testing

@testable import KubeClient

/// What a person reads when a request fails.
@Suite struct ErrorTextTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var answer: (status: Int, body: String, retryAfter: String?)
    var request: String
    var text: String

    init(_ name: String, _ status: Int, _ body: String, retryAfter: String? = nil, _ request: String, _ text: String) {
      testDescription = name
      answer = (status, body, retryAfter)
      self.request = request
      self.text = text
    }
  }

  static let cases = [
    Case(
      "409 with managers", 409,
      #"{"kind":"Status","message":"Apply failed with 1 conflict: conflict with \"alpha\": .data.a","reason":"Conflict","details":{"causes":[{"reason":"FieldManagerConflict","message":"conflict with \"alpha\"","field":".data.a"}]},"code":409}"#,
      "PATCH /api/v1/namespaces/ml/configmaps/one",
      #"PATCH /api/v1/namespaces/ml/configmaps/one: Apply failed with 1 conflict: conflict with "alpha": .data.a (leave these fields to their managers, or take them over with force)"#
    ),
    Case(
      "422 whose message lacks its causes", 422,
      #"{"kind":"Status","message":"Roller is invalid","reason":"Invalid","details":{"causes":[{"reason":"FieldValueRequired","message":"Required value","field":"spec.image"},{"reason":"FieldValueInvalid","message":"must be at least 1","field":"spec.size"}]},"code":422}"#,
      "POST /apis/x/v1/rollers",
      "POST /apis/x/v1/rollers: Roller is invalid: spec.image: Required value, spec.size: must be at least 1"
    ),
    Case(
      "422 of a JSON patch", 422,
      #"{"kind":"Status","message":"the server rejected our request due to an error in our request","reason":"Invalid","details":{},"code":422}"#,
      "PATCH /a",
      "PATCH /a: the server rejected our request due to an error in our request (a test of the JSON patch failed, or one of its paths is not there)"
    ),
    Case(
      "403", 403,
      #"{"kind":"Status","message":"configmaps is forbidden: User \"op\" cannot list resource \"configmaps\" in API group \"\" in the namespace \"ml\"","reason":"Forbidden","details":{"kind":"configmaps"},"code":403}"#,
      "GET /a",
      #"GET /a: configmaps is forbidden: User "op" cannot list resource "configmaps" in API group "" in the namespace "ml" (a Role or ClusterRole with that verb and a binding grant it)"#
    ),
    Case(
      "403 of a quota", 403,
      #"{"kind":"Status","message":"pods \"a\" is forbidden: exceeded quota: q","reason":"Forbidden","code":403}"#,
      "POST /a", #"POST /a: pods "a" is forbidden: exceeded quota: q"#
    ),
    Case(
      "404 of an object", 404,
      #"{"kind":"Status","message":"configmaps \"none\" not found","reason":"NotFound","details":{"name":"none","kind":"configmaps"},"code":404}"#,
      "GET /a", #"GET /a: configmaps "none" not found"#
    ),
    Case(
      "404 of a kind in a known group", 404,
      #"{"kind":"Status","message":"the server could not find the requested resource","reason":"NotFound","details":{},"code":404}"#,
      "GET /apis/apps/v1/namespaces/ml/nopes/x",
      "GET /apis/apps/v1/namespaces/ml/nopes/x: the server could not find the requested resource (the server does not serve apps/v1/nopes; is its definition installed, and in this version?)"
    ),
    Case(
      "404 of an unknown group", 404, "404 page not found\n", "GET /apis/example.com/v1/widgets",
      "GET /apis/example.com/v1/widgets: 404 page not found (the server does not serve example.com/v1/widgets; is its definition installed, and in this version?)"
    ),
    Case(
      "410", 410,
      #"{"kind":"Status","message":"The resourceVersion for the provided list is too old.","reason":"Expired","code":410}"#,
      "GET /a", "GET /a: The resourceVersion for the provided list is too old. (list again)"
    ),
    Case(
      "413", 413,
      #"{"kind":"Status","message":"Request entity too large: limit is 3145728","reason":"RequestEntityTooLarge","code":413}"#,
      "POST /a",
      "POST /a: Request entity too large: limit is 3145728 (a cluster keeps objects of up to about 1.5 MB)"
    ),
    Case(
      "415", 415,
      #"{"kind":"Status","message":"415: Unsupported Media Type","reason":"UnsupportedMediaType","details":{},"code":415}"#,
      "PATCH /a",
      "PATCH /a: 415: Unsupported Media Type (custom resources take no strategic merge patch: use a merge patch or apply)"
    ),
    Case(
      "429", 429,
      #"{"kind":"Status","message":"too many requests, please try again later","reason":"TooManyRequests","code":429}"#,
      retryAfter: "7", "GET /a", "GET /a: too many requests, please try again later (try again in 7 s)"
    ),
    Case(
      "503", 503,
      #"{"kind":"Status","message":"apiserver is shutting down","reason":"ServiceUnavailable","code":503}"#,
      retryAfter: "1", "GET /a", "GET /a: apiserver is shutting down (try again in 1 s)"
    ),
    Case(
      "502 from a proxy", 502,
      "<html><head><title>502 Bad Gateway</title><style>p{color:red}</style></head>\r\n<body><h1>502 Bad Gateway</h1></body></html>",
      "GET /a",
      "GET /a: HTTP status 502 with a web page, which no API server sends but a proxy in front of it does: 502 Bad Gateway 502 Bad Gateway"
    ),
    Case("404 from a proxy", 404, "<h1>Not here</h1>", "GET /a",
      "GET /a: HTTP status 404 with a web page, which no API server sends but a proxy in front of it does: Not here"),
    Case("an empty answer", 500, "", "GET /a", "GET /a: HTTP status 500"),
  ]

  @Test("says what went wrong and what to do", arguments: cases)
  func texts(_ example: Case) {
    let error = KubeError(
      httpStatus: example.answer.status, body: Array(example.answer.body.utf8),
      retryAfterHeader: example.answer.retryAfter, request: example.request)
    #expect(error.description == example.text)
    #expect(error.httpStatus == example.answer.status)
  }

  @Test("a kind that is not served is told from an object that is missing")
  func notServed() async throws {
    let missing = KubeResponse(refusal: 404, "NotFound", details: #"{"name":"a","kind":"widgets"}"#)
    let transport = FakeTransport([missing, KubeResponse(404, "404 page not found\n")])
    let api = KubeClient(transport).api(.widgets, namespace: "ml")
    #expect(try await api.find("a") == nil)
    let error = await failure { () throws(KubeError) in try await api.find("a") }
    #expect(error?.code == .notServed)
  }

  @Test("the managers of a conflict can be asked for")
  func managers() {
    let causes = [
      Status.Cause(reason: "FieldManagerConflict", message: #"conflict with "alpha" using apps/v1"#, field: ".spec.replicas"),
      Status.Cause(reason: "FieldManagerConflict", message: #"conflict with "beta""#, field: ".data.a"),
    ]
    let error = KubeError(.conflict, message: "", status: Status(details: Status.Details(causes: causes)))
    #expect(
      error.fieldConflicts == [
        KubeError.FieldConflict(manager: "alpha using apps/v1", field: ".spec.replicas"),
        KubeError.FieldConflict(manager: "beta", field: ".data.a"),
      ])
  }

  @Test("a page instead of an object says that a proxy is in the way")
  func pageInsteadOfObject() async {
    let transport = FakeTransport([KubeResponse(200, "<html>log in</html>")])
    let error = await failure { () throws(KubeError) in try await KubeClient(transport).serverVersion() }
    #expect(error?.code == .undecodableAnswer)
    #expect(error?.message.contains("does a proxy ask for a login?") == true)
  }

  @Test("values of a refused secret are not repeated")
  func secrets() async {
    let body = #"{"kind":"Status","message":"Secret is invalid: data[x]: Invalid value: \"hunter2\"","reason":"Invalid","#
      + #""details":{"causes":[{"reason":"FieldValueInvalid","message":"Invalid value: \"hunter2\"","field":"data[x]"}]},"code":422}"#
    let secrets = ResourceType(group: "", version: "v1", kind: "Secret", plural: "secrets")
    let error = await failure { () throws(KubeError) in
      try await KubeClient(FakeTransport([KubeResponse(422, body)])).api(secrets, namespace: "ml")
        .patch("a", .merge([:]))
    }
    #expect("\(String(describing: error))".contains("hunter2") == false)
    #expect(error?.message == "the secret is invalid: data[x]")
    #expect(error?.causes.first?.reason == "FieldValueInvalid")
  }
}
