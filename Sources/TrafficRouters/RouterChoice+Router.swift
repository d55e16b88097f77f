public import SlipwayAPI

extension RouterChoice {
  /// The router that does what is chosen.
  public var router: any TrafficRouter {
    switch self {
    case .service(let settings): ApexServiceRouter(settings)
    default: ApexServiceRouter()
    }
  }
}
