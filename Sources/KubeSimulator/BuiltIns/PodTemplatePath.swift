/// Where each built-in kind that makes pods has their template.
enum PodTemplatePath {
  static let byStorage: [String: [String]] = [
    "podtemplates": ["template"], "replicationcontrollers": ["spec", "template"], "apps/deployments": ["spec", "template"],
    "apps/replicasets": ["spec", "template"], "apps/statefulsets": ["spec", "template"],
    "apps/daemonsets": ["spec", "template"], "batch/jobs": ["spec", "template"],
    "batch/cronjobs": ["spec", "jobTemplate", "spec", "template"],
  ]
}
