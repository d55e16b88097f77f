import KubeClient
import KubeCore
import SlipwayAPI

extension CommandSession {
  /// Shows ModelDeployments as `kubectl get` does: the columns are the server's.
  ///
  /// - Throws: `KubeError`, `.usage`; `.notFound` for names that there are not, once the others have been shown.
  public func list(_ query: ListQuery) async throws {
    try query.check()
    var printer = TablePrinter(query)
    let missing =
      switch query.format {
      case .table, .wide: try await listTable(query, &printer)
      case .name, .data: try await listObjects(query)
      }
    guard missing.isEmpty else { throw CommandError(.notFound, missing.joined(separator: "\nerror: ")) }
    if query.watches { try await follow(query, &printer) }
  }

  /// - Returns: what there is to say of names that there are not.
  private func listTable(_ query: ListQuery, _ printer: inout TablePrinter) async throws -> [String] {
    let api = tables(query)
    var missing: [String] = []
    if query.names.isEmpty {
      var options = options(query)
      repeat {
        let page = try await api.page(options)
        printer.add(page)
        options.continue = page.metadata.continue
      } while !(options.continue ?? "").isEmpty
    } else {
      missing = try await visit(query.names) { name throws(KubeError) in printer.add(try await api.get(name)) }
    }
    let lines = printer.takeLines(output.style)
    if lines.isEmpty, missing.isEmpty, !query.watches {
      output.write(query.allNamespaces ? "No resources found\n" : "No resources found in \(namespace) namespace.\n")
    }
    output.write(lines: lines)
    return missing
  }

  private func listObjects(_ query: ListQuery) async throws -> [String] {
    var objects: [JSONValue] = []
    var missing: [String] = []
    if query.names.isEmpty {
      objects = try await api(query).list(options(query)).items.map(Self.shown)
    } else {
      missing = try await visit(query.names) { name throws(KubeError) in
        objects.append(Self.shown(try await api(query).get(name)))
      }
    }
    if query.watches {
      for object in objects { print(object, query) }
    } else if !objects.isEmpty || missing.isEmpty,
      let text = query.format.text(of: objects, isList: query.names.count != 1)
    {
      output.write(text)
    }
    return missing
  }

  /// Does something for each name; what is said of those that there are not is returned.
  private func visit(
    _ names: [DeploymentName], _ body: (String) async throws(KubeError) -> Void
  ) async throws(KubeError) -> [String] {
    var missing: [String] = []
    for name in names {
      do throws(KubeError) { try await body(name.name) } catch {
        guard error.code == .notFound else { throw error }
        missing.append(error.message)
      }
    }
    return missing
  }

  /// An object without what is the server's own bookkeeping.
  private static func shown(_ object: DynamicObject) -> JSONValue {
    var content = object.content
    content[["metadata", "managedFields"]] = nil
    return content
  }

  private func print(_ object: JSONValue, _ query: ListQuery) {
    if query.format == .data(.json) {
      output.write(object.description + "\n")
    } else if let text = query.format.text(of: [object], isList: false) {
      output.write(text)
    }
  }
}

// MARK: - Following

extension CommandSession {
  /// Shows changes until the calling task is cancelled.
  private func follow(_ query: ListQuery, _ printer: inout TablePrinter) async throws {
    var version: String?
    while !Task.isCancelled {
      do throws(KubeError) {
        if version == nil {
          version = try await api(query).list(options(query)).metadata.resourceVersion
        }
        try await follow(query, from: &version, &printer)
      } catch {
        // A history that has been cleared away is begun anew; all else ends the command, as it does kubectl's.
        guard error.code == .gone else { throw error }
        version = nil
      }
    }
  }

  private func follow(
    _ query: ListQuery, from version: inout String?, _ printer: inout TablePrinter
  ) async throws(KubeError) {
    let watch = WatchOptions(
      labelSelector: query.selector, fieldSelector: options(query).fieldSelector, from: version)
    switch query.format {
    case .table, .wide:
      for try await event in try await tables(query).watch(watch) {
        guard let table = event.object(&version) else { continue }
        printer.add(table)
        output.write(lines: printer.takeLines(output.style))
        version = table.rows.first?.object?[["metadata", "resourceVersion"]]?.string ?? version
      }
    case .name, .data:
      for try await event in try await api(query).watch(watch) {
        guard let object = event.object(&version) else { continue }
        print(Self.shown(object), query)
        version = object.resourceVersion ?? version
      }
    }
  }

  private func options(_ query: ListQuery) -> ListOptions {
    ListOptions(
      labelSelector: query.selector, fieldSelector: query.names.first.map { "metadata.name=\($0.name)" })
  }

  private func api(_ query: ListQuery) -> API<DynamicObject> {
    client.api(ModelDeployment.resourceType, namespace: query.allNamespaces ? nil : namespace)
  }

  private func tables(_ query: ListQuery) -> TableAPI { api(query).tables }
}

extension WatchEvent {
  /// The object of an event; a bookmark has none, but moves the version on.
  fileprivate func object(_ version: inout String?) -> Object? {
    switch self {
    case .added(let object), .modified(let object), .deleted(let object): return object
    case .bookmark(let reached, _):
      version = reached
      return nil
    }
  }
}
