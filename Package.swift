// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] =
  [
    "ExistentialAny", "ImmutableWeakCaptures", "InferIsolatedConformances", "InternalImportsByDefault",
    "MemberImportVisibility", "NonisolatedNonsendingByDefault",
  ].map { .enableUpcomingFeature($0) } + [.treatAllWarnings(as: .error)]

/// A room of the house: see docs/architecture.md for what each one is for and what it may import.
func room(_ name: String, _ dependencies: Target.Dependency...) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of a room; they mirror its sources file for file.
func tests(of name: String, _ dependencies: Target.Dependency..., resources: [Resource] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.byName(name: name)] + dependencies, resources: resources,
    swiftSettings: settings)
}

let package = Package(
  name: "slipway",
  targets: [
    room("KubeCore"),
    room("KubeTypes", "KubeCore"),
    room("KubeClient", "KubeCore"),

    tests(of: "KubeCore"),
    tests(of: "KubeClient", "KubeCore", "KubeTypes"),
  ]
)
