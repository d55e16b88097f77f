import KubeConnection
import KubeCore
import Testing

@testable import Generators

@Suite struct PipelineTests {
  @Test("whatever a value is, the scripts are the same", arguments: HostileTexts.all)
  func hostile(text: String) throws {
    let plain = try Pipeline(ServiceMatrix.pipeline)
    for field in ["name", "namespace", "repository", "branch"] {
      var settings = ServiceMatrix.pipeline
      switch field {
      case "name": settings.name = text
      case "namespace": settings.namespace = text
      case "repository": settings.repository = "registry.example/" + text
      default: settings.branch = text
      }
      do throws(GeneratorError) {
        let pipeline = try Pipeline(settings)
        for host in [Pipeline.Host.github, .gitlab] {
          let document = try? YAMLParser.documents(pipeline.file(host).text).first
          #expect(document == (host == .github ? pipeline.github : pipeline.gitlab))
        }
        #expect(Self.scripts(pipeline.github) == Self.scripts(plain.github))
        #expect(Self.scripts(pipeline.gitlab) == Self.scripts(plain.gitlab))
      } catch {
        #expect(error.field == field && PrintableText.isOneLine(error.description))
      }
    }
  }

  /// All that shells read, in order.
  private static func scripts(_ value: JSONValue) -> [String] {
    switch value {
    case .object(let members):
      members.flatMap { key, value in
        key == "run" || key == "script" ? [value.description] : scripts(value)
      }
    case .array(let elements): elements.flatMap(scripts)
    default: []
    }
  }

  @Test func secretsAreNoArguments() throws {
    for script in Self.scripts(try Pipeline(ServiceMatrix.pipeline).github) { #expect(!script.contains("${{")) }
  }

  @Test("Groovy strings", arguments: HostileTexts.all)
  func groovy(text: String) {
    let quoted = GroovyWriter.quoted(text)
    var (result, isEscaped) = (String.UnicodeScalarView(), false)
    for scalar in quoted.unicodeScalars.dropFirst().dropLast() {
      if isEscaped {
        let meaning: [Unicode.Scalar: Unicode.Scalar] = ["n": "\n", "r": "\r", "t": "\t"]
        result.append(meaning[scalar] ?? scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        #expect(scalar != "'" && scalar != "\n")
        result.append(scalar)
      }
    }
    #expect(!isEscaped && Array(result) == Array(text.unicodeScalars))
  }
}
