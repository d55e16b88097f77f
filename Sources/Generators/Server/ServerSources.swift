/// The files of the server, as they lie in this program.
enum ServerSources {
  static let files: [GeneratedFile] = package.map { name, bytes in
    GeneratedFile(RelativePath(known: name), bytes)
  }

  private static let package: [(StaticString, [UInt8])] = [
    ("slipway_server/__init__.py", PackageResources.__init___py),
    ("slipway_server/__main__.py", PackageResources.__main___py),
    ("slipway_server/app.py", PackageResources.app_py), ("slipway_server/check.py", PackageResources.check_py),
    ("slipway_server/logs.py", PackageResources.logs_py), ("slipway_server/metrics.py", PackageResources.metrics_py),
    ("slipway_server/models.py", PackageResources.models_py), ("slipway_server/service.py", PackageResources.service_py),
    ("slipway_server/settings.py", PackageResources.settings_py),
    ("slipway_server/tensors.py", PackageResources.tensors_py), ("tests/conftest.py", PackageResources.conftest_py),
    ("tests/test_inference.py", PackageResources.test_inference_py),
    ("tests/test_lifecycle.py", PackageResources.test_lifecycle_py),
    ("tests/test_metrics.py", PackageResources.test_metrics_py),
    ("tests/test_settings.py", PackageResources.test_settings_py),
  ]
}
