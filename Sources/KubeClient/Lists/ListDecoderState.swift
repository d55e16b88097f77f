import KubeCore

/// Decodes a list while it arrives: bytes in, objects out. Holds one chunk and one object at a time.
struct ListDecoderState<Object: Codable & Sendable> {
  private let parser = JSONBatchParser()
  private var scanner = JSONListScanner()
  private var index: Int
  private var metadata: ListMeta?
  /// What has come of the answer first, in case it turns out to be something else than a list.
  private var beginning: [UInt8] = []

  /// - Parameter firstIndex: the position of the first object, when pages came before.
  init(firstIndex: Int = 0) { index = firstIndex }

  /// Takes the next bytes, after `next` has given everything that was in those before.
  mutating func append(_ bytes: [UInt8]) {
    if beginning.isEmpty { beginning = Array(bytes.prefix(200)) }
    scanner.append(bytes)
  }

  /// The next object, or why it is none; `nil` when more bytes are needed, or the list has ended.
  ///
  /// - Throws: `.undecodableAnswer` when the answer is not a list.
  mutating func next() throws(KubeError) -> Result<Object, ListFailure>? {
    do {
      while let part = try scanner.next() {
        switch part.key {
        case nil: return object(part)
        case "metadata": metadata = try JSONCoding.decode(ListMeta.self, from: JSONParser.parse(part.text))
        case "items": try expectNull(part)
        default: break
        }
      }
      return nil
    } catch {
      throw notAList(error)
    }
  }

  /// The list's metadata, once no more bytes come.
  ///
  /// - Throws: `.undecodableAnswer` when the list is not complete.
  func finish() throws(KubeError) -> ListMeta {
    do throws(JSONParser.Failure) { try scanner.finish() } catch { throw notAList(error) }
    guard let metadata else {
      throw KubeError(.undecodableAnswer, message: "the answer is not a list: it has no metadata")
    }
    return metadata
  }

  private mutating func object(_ part: JSONListScanner.Part) -> Result<Object, ListFailure> {
    defer { index += 1 }
    do {
      let tree = try parser.parse(part.text)
      do {
        return .success(try JSONCoding.decode(Object.self, from: tree))
      } catch {
        return .failure(ListFailure(index: index, key: Self.key(of: tree), reason: JSONCoding.explanation(of: error)))
      }
    } catch {
      return .failure(ListFailure(index: index, key: nil, reason: "\(error)"))
    }
  }

  private static func key(of tree: JSONValue) -> ObjectKey? {
    guard let metadata = tree["metadata"], let name = metadata["name"]?.string else { return nil }
    return ObjectKey(namespace: metadata["namespace"]?.string, name: name)
  }

  /// The items come as parts of their own, unless there are none.
  private func expectNull(_ part: JSONListScanner.Part) throws {
    guard try !JSONParser.parse(part.text).isNull else { return }
    throw KubeError(.undecodableAnswer, message: "the answer is not a list: its items are not an array")
  }

  private func notAList(_ error: any Error) -> KubeError {
    (error as? KubeError)
      ?? KubeError(.undecodableAnswer, message: AnswerDecoding.problem(KubeList<Object>.self, beginning, error))
  }
}
