public import KubeCore

/// What a cluster without the Gateway API needs for routes that are followed without one.
public enum LocalGateway {
  /// A definition of HTTPRoute that takes any specification; the published one checks it, and brings more kinds.
  public static let definition: JSONValue = [
    "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
    "metadata": [
      "name": "httproutes.gateway.networking.k8s.io",
      // The API server asks for the address of the review of kinds in groups of this domain.
      "annotations": ["api-approved.kubernetes.io": "unapproved, a stand-in for tests"],
    ],
    "spec": [
      "group": "gateway.networking.k8s.io", "scope": "Namespaced",
      "names": [
        "kind": "HTTPRoute", "listKind": "HTTPRouteList", "plural": "httproutes", "singular": "httproute",
        "categories": ["gateway-api"],
      ],
      "versions": [
        [
          "name": "v1", "served": true, "storage": true, "subresources": ["status": [:]],
          "schema": [
            "openAPIV3Schema": [
              "type": "object",
              "properties": [
                "spec": ["type": "object", "x-kubernetes-preserve-unknown-fields": true],
                "status": ["type": "object", "x-kubernetes-preserve-unknown-fields": true],
              ],
            ]
          ],
        ]
      ],
    ],
  ]
}
