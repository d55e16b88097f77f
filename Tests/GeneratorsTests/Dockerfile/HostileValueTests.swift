import SlipwayAPI
import Testing

@testable import Generators

/// Whatever stands in a field is refused, with the field named, or comes out as it went in.
@Suite struct HostileValueTests {
  private static let inspection = ModelInspection(.sklearn, framework: .sklearn, path: "model.joblib")

  private func lines(_ settings: ImageSettings, _ inspection: ModelInspection = inspection) throws -> [DockerfileReader.Line] {
    let files = try ImageProject(settings, inspection).files()
    let file = try #require(files.first { $0.path.text == "Dockerfile" })
    return try DockerfileReader.read(file.text)
  }

  /// The instructions that any image has, whatever its values are: nothing may come besides.
  private static let expected: [String] = [
    "FROM", "ENV", "WORKDIR", "RUN", "COPY", "RUN", "FROM", "LABEL", "COPY", "ENV", "WORKDIR",
  ]

  @Test func thereAreManyOfThem() { #expect(HostileTexts.all.count >= 100 && Set(HostileTexts.all).count > 140) }

  @Test("versions", arguments: HostileTexts.all)
  func version(text: String) throws {
    var settings = ImageSettings(name: "fraud")
    settings.version = text
    do {
      let lines = try lines(settings)
      #expect(lines.prefix(11).map(\.instruction) == Self.expected)
      let labels = try #require(lines.first { $0.instruction == "LABEL" })
      #expect(labels.words.contains { Array($0.unicodeScalars) == Array("org.opencontainers.image.version=\(text)".unicodeScalars) })
    } catch let error as GeneratorError {
      #expect(error.field == "version" && PrintableText.isOneLine(error.description))
    }
  }

  @Test("values of labels", arguments: HostileTexts.all)
  func label(text: String) throws {
    var settings = ImageSettings(name: "fraud")
    settings.labels = [("team", text)]
    do {
      let lines = try lines(settings)
      #expect(lines.prefix(11).map(\.instruction) == Self.expected)
      let labels = try #require(lines.first { $0.instruction == "LABEL" })
      #expect(labels.words.contains { Array($0.unicodeScalars) == Array("team=\(text)".unicodeScalars) })
    } catch let error as GeneratorError {
      #expect(error.field == "team")
    }
  }

  @Test("names of labels", arguments: HostileTexts.all)
  func labelName(text: String) throws {
    var settings = ImageSettings(name: "fraud")
    settings.labels = [(text, "a")]
    do {
      let lines = try lines(settings)
      #expect(lines.first { $0.instruction == "LABEL" }?.words.contains("\(text)=a") == true)
    } catch let error as GeneratorError {
      #expect(error.field == "labels")
    }
  }

  @Test("names of models", arguments: HostileTexts.all)
  func name(text: String) throws {
    do {
      let lines = try lines(ImageSettings(name: text))
      #expect(lines.first { $0.instruction == "LABEL" }?.words.contains("org.opencontainers.image.title=\(text)") == true)
    } catch let error as GeneratorError {
      #expect(error.field == "name" && PrintableText.isOneLine(error.description))
    }
  }

  @Test("words of a program", arguments: HostileTexts.all)
  func program(text: String) throws {
    var settings = ImageSettings(name: "fraud")
    settings.serving = .program(["serve", text])
    do {
      let entry = try #require(try lines(settings).last)
      #expect(entry.instruction == "ENTRYPOINT" && entry.isList && entry.words.count == 2)
      #expect(entry.words.last.map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
    } catch let error as GeneratorError {
      #expect(error.field == "program")
    }
  }

  @Test("base images", arguments: HostileTexts.all)
  func base(text: String) throws {
    #expect(throws: GeneratorError.self) { try ImageReference(text, field: "base") }
    #expect(throws: GeneratorError.self) { try ImageReference("python:3@\(text)", field: "base") }
    // What looks like a word is a tag; nothing else is.
    let tagged = try? ImageReference("python:\(text)", field: "base")
    #expect(tagged.map { $0.description == "python:\(text)" && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) } } ?? true)
  }

  @Test("paths", arguments: HostileTexts.paths + HostileTexts.builder + HostileTexts.shell)
  func path(text: String) throws {
    do {
      let path = try RelativePath(text, field: "source")
      #expect(path.text == text && !text.split(separator: "/").contains("..") && !text.hasPrefix("/"))
      var settings = ImageSettings(name: "fraud")
      (settings.serving, settings.sources) = (.program(["serve"]), [path])
      let lines = try lines(settings)
      #expect(lines.contains { $0.instruction == "COPY" && $0.words == [text, "/app/\(text)"] })
    } catch let error as GeneratorError {
      #expect(error.field == "source")
    }
  }

  @Test("requirements", arguments: HostileTexts.all)
  func requirement(text: String) throws {
    for line in [text, "numpy==\(text)", "numpy[\(text)]==1", "numpy==1; \(text)", "numpy @ \(text)"] {
      do {
        let requirement = try Requirement(line, field: "requirement")
        // What gets through is read back as the same, on one line.
        #expect(try Requirement(requirement.description, field: "again") == requirement)
        #expect(PrintableText.isOneLine(requirement.description) && !requirement.description.hasPrefix("-"))
        #expect(!requirement.description.contains("://"))
      } catch {
        #expect(error.field == "requirement")
      }
    }
  }
}
