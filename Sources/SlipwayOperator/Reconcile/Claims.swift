import KubeCore
import KubeTypes

/// The objects that have the names which are needed, and are the ModelDeployment's own.
struct Claims: Sendable {
  var services: [ObjectKey: Service] = [:]
  var deployments: [ObjectKey: Deployment] = [:]
}
