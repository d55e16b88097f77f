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

/// The server that is generated for a model: Python, which goes into the program as it is.
let serverFiles = [
  "__init__.py", "__main__.py", "app.py", "check.py", "logs.py", "metrics.py", "models.py", "service.py", "settings.py",
  "tensors.py", "tests/conftest.py", "tests/test_inference.py", "tests/test_lifecycle.py", "tests/test_metrics.py",
  "tests/test_settings.py",
]

extension Target.Dependency {
  static let argumentParser = product(name: "ArgumentParser", package: "swift-argument-parser")
  static let crypto = product(name: "Crypto", package: "swift-crypto")
  static let heap = product(name: "HeapModule", package: "swift-collections")
  static let http2 = product(name: "HummingbirdHTTP2", package: "hummingbird")
  static let hummingbird = product(name: "Hummingbird", package: "hummingbird")
  static let hummingbirdTesting = product(name: "HummingbirdTesting", package: "hummingbird")
  static let hummingbirdTLS = product(name: "HummingbirdTLS", package: "hummingbird")
  static let lifecycle = product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
  static let logging = product(name: "Logging", package: "swift-log")
  static let nio = product(name: "NIOCore", package: "swift-nio")
  static let nioEmbedded = product(name: "NIOEmbedded", package: "swift-nio")
  static let nioPosix = product(name: "NIOPosix", package: "swift-nio")
  static let signals = product(name: "UnixSignals", package: "swift-service-lifecycle")
  static let subprocess = product(name: "Subprocess", package: "swift-subprocess")
  static let systemPackage = product(name: "SystemPackage", package: "swift-system")
  static let x509 = product(name: "X509", package: "swift-certificates")
  static let yams = product(name: "Yams", package: "Yams")
}

let package = Package(
  name: "slipway",
  products: [
    .executable(name: "slipway", targets: ["slipway"]),
    .library(name: "CurlTransport", targets: ["CurlTransport"]),
    .library(name: "KubeClient", targets: ["KubeClient", "KubeCore", "KubeTypes"]),
    .library(name: "KubeConnection", targets: ["KubeConnection"]),
    .library(name: "KubeRuntime", targets: ["KubeRuntime"]),
    .library(name: "KubeSimulator", targets: ["KubeSimulator"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
  ],
  targets: [
    // The way to an API server. Nothing here knows of Slipway.
    .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    room("CurlTransport", "CCurl"),
    room("KubeCore"),
    room("CEL", "KubeCore"),
    room("KubeSchema", "CEL", "KubeCore"),
    room("KubeTypes", "KubeCore"),
    room("KubeClient", "KubeCore"),
    room("KubeConnection", "COpenSSL", "CurlTransport", "KubeClient", "KubeCore", .subprocess, .systemPackage, .yams),
    room("KubeRuntime", "KubeClient", "KubeCore", "KubeTypes", .heap, .logging),
    room("PodLifecycle", "KubeCore", "KubeTypes"),
    room("KubeSimulator", "CEL", "KubeClient", "KubeCore", "KubeSchema", "KubeTypes", "PodLifecycle"),
    room("KubeTestSupport", "KubeCore", "KubeRuntime"),

    // What Slipway knows and decides: pure.
    room("SlipwayAPI", "KubeCore"),
    room("Statistics"),
    room("Analysis", "Statistics"),
    room("RolloutEngine", "KubeCore", "SlipwayAPI"),
    room("Workloads", "KubeCore", "KubeTypes", "SlipwayAPI"),
    room("TrafficRouters", "KubeCore", "KubeTypes", "SlipwayAPI", "Workloads"),
    .target(
      name: "Generators", dependencies: ["KubeCore", "SlipwayAPI"],
      resources: serverFiles.map { .embedInCode("Server/Python/" + $0) } + [.embedInCode("Manifests/Helm/objects.yaml")], swiftSettings: settings),

    // What Slipway does.
    room("MetricSources", "Analysis", "CurlTransport", "KubeCore", "SlipwayAPI", "Statistics"),
    room("HTTPServing", .hummingbird, .logging, .nio),
    room("Observability", "HTTPServing", .hummingbird, .hummingbirdTLS, .lifecycle, .logging, .nio),
    room(
      "SlipwayOperator", "Analysis", "CurlTransport", "KubeClient", "KubeCore", "KubeRuntime", "KubeTypes",
      "MetricSources", "Observability", "RolloutEngine", "SlipwayAPI", "TrafficRouters", "Workloads", .lifecycle,
      .logging),

    // Beside a shadow: what it answers, and what the stable version would have.
    room(
      "ShadowProxy", "CurlTransport", "HTTPServing", "KubeCore", "Observability", .hummingbird, .lifecycle,
      .logging, .nio),

    // The operator, a cluster and its users in one deterministic run.
    room(
      "OperatorSimulation", "Analysis", "KubeClient", "KubeCore", "KubeRuntime", "KubeSimulator", "KubeTestSupport",
      "MetricSources", "RolloutEngine", "SlipwayAPI", "SlipwayOperator", "Workloads", .logging),

    // What people do with it from a shell.
    room(
      "CommandKit", "Analysis", "CurlTransport", "KubeClient", "KubeConnection", "KubeCore", "KubeRuntime",
      "KubeSimulator", "KubeTypes", "MetricSources", "RolloutEngine", "SlipwayAPI", "SlipwayOperator", "TrafficRouters", "Workloads"),

    // Generators at work: folders, registries, package indexes, servers that run.
    room(
      "GeneratorKit", "Analysis", "CurlTransport", "Generators", "KubeConnection", "KubeCore", "MetricSources",
      "SlipwayAPI", .crypto, .subprocess, .systemPackage),

    // The cluster on one machine, and the demo on it.
    room("ModelServer", "HTTPServing", "Observability", .hummingbird, .lifecycle, .logging, .nio),
    .target(name: "CLocalProcess"),
    room(
      "LocalCluster", "CLocalProcess", "CurlTransport", "HTTPServing", "KubeClient", "KubeCore", "KubeRuntime", "KubeTypes",
      "PodLifecycle", .crypto,
      .hummingbird, .hummingbirdTLS, .http2, .lifecycle, .logging, .x509),
    room(
      "Demo", "CommandKit", "CurlTransport", "KubeClient", "KubeConnection", "KubeCore",
        "KubeRuntime", "KubeSimulator",
      "KubeTypes", "LocalCluster", "MetricSources", "RolloutEngine", "SlipwayAPI", "SlipwayOperator", .lifecycle, .logging,
      .signals),
    .executableTarget(
      name: "slipway",
      dependencies: [
        "CommandKit", "CurlTransport", "Demo", "GeneratorKit", "Generators", "KubeClient", "KubeConnection", "KubeCore",
        "KubeRuntime", "KubeSimulator",
        "ModelServer", "Observability", "OperatorSimulation", "ShadowProxy", "SlipwayAPI", "SlipwayOperator",
        .argumentParser, .lifecycle, .logging, .signals,
      ],
      swiftSettings: settings),

    // What it all costs: scripts/bench.sh.
    .target(
      name: "BenchmarkSupport", dependencies: ["KubeCore"], path: "Benchmarks/Support", swiftSettings: settings),
    .executableTarget(
      name: "client-benchmarks",
      dependencies: ["BenchmarkSupport", "CurlTransport", "KubeClient", "KubeConnection", "KubeCore", "KubeTypes"],
      path: "Benchmarks/Client", swiftSettings: settings),
    .executableTarget(
      name: "simulator-benchmarks", dependencies: ["BenchmarkSupport", "KubeClient", "KubeCore", "KubeSimulator"],
      path: "Benchmarks/Simulator", swiftSettings: settings),
    .executableTarget(
      name: "runtime-benchmarks",
      dependencies: [
        "BenchmarkSupport", "CurlTransport", "KubeClient", "KubeConnection", "KubeCore",
        "KubeRuntime", "KubeSimulator",
        "KubeTestSupport", "LocalCluster", "MetricSources", "SlipwayAPI", "SlipwayOperator", "Workloads", .lifecycle,
        .logging,
      ],
      path: "Benchmarks/Runtime", swiftSettings: settings),

    .executableTarget(
      name: "decisions-benchmarks",
      dependencies: ["Analysis", "BenchmarkSupport", "CurlTransport", "KubeCore", "MetricSources", "Statistics"],
      path: "Benchmarks/Decisions", swiftSettings: settings),

    // Another operator on the same libraries.
    .executableTarget(
      name: "website-operator",
      dependencies: [
        "KubeClient", "KubeConnection", "KubeCore", "KubeRuntime", "KubeTypes", .lifecycle, .logging, .signals,
      ],
      path: "Examples/WebsiteOperator", exclude: ["crd.yaml", "website.yaml"], swiftSettings: settings),

    tests(of: "CurlTransport"),
    tests(of: "KubeCore"),
    tests(of: "CEL", "KubeCore", resources: [.copy("Recordings")]),
    tests(of: "KubeSchema", "CEL", "KubeCore", .yams, resources: [.copy("Recordings")]),
    tests(of: "KubeClient", "KubeCore", "KubeTypes"),
    tests(of: "KubeConnection", "CurlTransport", "KubeClient", "KubeCore"),
    .testTarget(
      name: "KubeConformanceTests",
      dependencies: ["KubeClient", "KubeConnection", "KubeCore", "KubeSimulator", "KubeTypes"], swiftSettings: settings),
    tests(
      of: "KubeRuntime", "KubeClient", "KubeCore", "KubeSimulator", "KubeTestSupport", "KubeTypes", .heap, .logging),
    tests(of: "PodLifecycle", "KubeCore", "KubeTypes"),
    tests(
      of: "KubeSimulator", "KubeClient", "KubeConnection", "KubeCore", "KubeSchema", .yams,
      resources: [.copy("Recordings"), .copy("Scenarios")]),
    tests(of: "SlipwayAPI", "KubeClient", "KubeConnection", "KubeCore", "KubeSimulator", "KubeTypes"),
    tests(of: "Statistics", resources: [.copy("Vectors")]),
    tests(of: "Analysis", "Statistics"),
    tests(of: "RolloutEngine", "KubeCore", "SlipwayAPI"),
    tests(of: "Workloads", "KubeCore", "KubeTypes", "SlipwayAPI"),
    tests(
      of: "ShadowProxy", "CurlTransport", "Observability", .hummingbird, .lifecycle, .logging),
    tests(
      of: "TrafficRouters", "KubeClient", "KubeConnection", "KubeCore", "KubeSimulator", "KubeTypes", "SlipwayAPI",
      resources: [.copy("Golden")]),
    tests(of: "GeneratorKit", "CurlTransport", "Generators", "KubeCore", "SlipwayAPI"),
    tests(of: "Generators", "KubeConnection", "KubeCore", "SlipwayAPI", resources: [.copy("Models"), .copy("Golden")]),
    tests(of: "MetricSources", "Analysis", "CurlTransport", "SlipwayAPI"),
    tests(of: "HTTPServing", .hummingbird, .logging, .nio, .nioEmbedded, .nioPosix),
    tests(
      of: "Observability", "CurlTransport", "KubeCore", "LocalCluster", .hummingbird, .hummingbirdTesting, .lifecycle,
      .logging),
    tests(of: "ModelServer", "Observability", .hummingbird, .hummingbirdTesting, .lifecycle, .logging, .nio),
    tests(
      of: "LocalCluster", "CurlTransport", "KubeClient", "KubeCore", "KubeRuntime", "KubeSimulator",
      "KubeTypes", .hummingbird, .lifecycle, .logging, .nio, .nioPosix),
    tests(
      of: "SlipwayOperator", "CurlTransport", "KubeClient", "KubeCore", "KubeRuntime", "KubeSimulator", "MetricSources",
      "Observability", "OperatorSimulation", "SlipwayAPI", "Workloads"),
    tests(of: "OperatorSimulation", "KubeSimulator"),
    tests(
      of: "CommandKit", "Analysis", "KubeClient", "KubeCore", "KubeRuntime", "KubeSimulator", "KubeTestSupport", "SlipwayAPI",
      resources: [.copy("Golden")]),
    tests(
      of: "Demo", "CommandKit", "KubeClient", "KubeConnection", "KubeCore", "KubeRuntime", "KubeSimulator", "SlipwayAPI"),
    .testTarget(
      name: "PackagingTests",
      dependencies: [
        "KubeClient", "KubeConnection", "KubeCore", "KubeSimulator", "RolloutEngine", "SlipwayAPI", "SlipwayOperator",
      ],
      exclude: ["Compatibility/Schemas"], swiftSettings: settings),
    .testTarget(name: "EndToEndTests", dependencies: ["KubeCore", "slipway"], swiftSettings: settings),
  ]
)

// SLIPWAY_ROOMS="KubeRuntime RolloutEngine" leaves those rooms, their tests and what they stand on: a build of minutes
// becomes one of seconds, and scripts/sanitize.sh builds nothing that it does not run.
if let rooms = Context.environment["SLIPWAY_ROOMS"], !rooms.isEmpty {
  var wanted = rooms.split { $0 == " " || $0 == "," }.flatMap { [String($0), $0 + "Tests"] }
  var kept: Set<String> = []
  while let name = wanted.popLast() {
    guard let target = package.targets.first(where: { $0.name == name }), kept.insert(name).inserted else { continue }
    for case .byNameItem(let name, _) in target.dependencies { wanted.append(name) }
  }
  package.targets.removeAll { !kept.contains($0.name) }
  package.products = []
}
