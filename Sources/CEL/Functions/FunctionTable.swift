/// Every function that expressions of Kubernetes 1.36 may call.
struct FunctionTable: Sendable {
  static let kubernetes = FunctionTable([
    OperatorFunctions.overloads, ConversionFunctions.overloads, TextFunctions.overloads, TimeFunctions.overloads,
    OptionalFunctions.overloads, StringFunctions.overloads, ListFunctions.overloads, SetFunctions.overloads,
    QuantityFunctions.overloads, NetworkFunctions.overloads, URLFunctions.overloads, VersionFunctions.overloads,
    FormatFunctions.overloads, PatternFunctions.overloads, AuthorizationFunctions.overloads,
    PatchFunctions.overloads,
  ])

  private let functions: [String: [Overload]]

  init(_ groups: [[Overload]]) {
    functions = Dictionary(grouping: groups.joined(), by: \.function)
  }

  func overloads(of function: String) -> [Overload]? { functions[function] }
}
