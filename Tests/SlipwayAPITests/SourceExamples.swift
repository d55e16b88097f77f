import KubeCore

/// Every field of what an analysis reads from; at most one of each choice can be in an object.
enum SourceExamples {
  private static let secret: JSONValue = ["name": "credentials", "key": "value"]
  private static let tls: JSONValue = ["authority": secret, "certificate": secret, "key": secret]

  private static let server: JSONValue = [
    "address": "https://metrics.example", "headers": ["X-Scope-OrgID": "ml"], "tls": tls,
    "authentication": [
      "bearer": secret, "basic": ["username": "ana", "password": secret], "header": ["name": "X-API-Key", "value": secret],
      "oauth2": [
        "tokenURL": "https://id.example/token", "clientID": "slipway", "clientSecret": secret, "scopes": ["metrics"],
      ],
      "sigV4": [
        "region": "eu-central-1", "service": "es", "accessKeyID": secret, "secretAccessKey": secret,
        "sessionToken": secret,
      ],
    ],
  ]

  static let source: JSONValue = [
    "pods": [:],
    "prometheus": with(["podLabel": "p", "namespaceLabel": "n", "window": "2m"]),
  ]

  static let provider: JSONValue = [
    "name": "all", "prometheus": server, "graphite": server, "web": server, "mlflow": with(["run": "a"]),
    "datadog": ["address": "https://a.example", "apiKey": secret, "applicationKey": secret, "window": "1m"],
    "cloudWatch": [
      "region": "eu-central-1", "address": "https://a.example", "accessKeyID": secret, "secretAccessKey": secret,
      "sessionToken": secret, "period": "5m",
    ],
    "newRelic": ["address": "https://a.example", "account": 7, "apiKey": secret],
    "influxDB": ["address": "https://a.example", "organisation": "ml", "token": secret, "tls": tls],
  ]

  static let metrics: [JSONValue] = [
    [
      "name": "guarded",
      "errorRate": ["objective": "99.9%", "segments": ["label": "tenant", "values": ["gold", "free"]]],
    ],
    [
      "name": "cost",
      "query": ["promQL": "up", "provider": "all", "expression": "up", "min": "1", "max": "2", "failures": 5],
    ],
    ["name": "smoke", "job": ["spec": ["template": ["spec": [:]]], "timeout": "5m"]],
  ]

  private static func with(_ more: JSONObject) -> JSONValue {
    var object = server
    for (name, value) in more { object[name] = value }
    return object
  }
}
