import CEL

/// The `format` of text in schemas. Formats that the server does not know are let pass.
///
/// Source: `k8s.io/kube-openapi/pkg/validation/strfmt` and the library that it asks (`asaskevich/govalidator`).
enum SchemaFormats {
  static func matches(_ text: String, _ format: String) -> Bool {
    switch format {
    case "ipv4": NamedFormat.isAddress(text, version: 4)
    case "ipv6": NamedFormat.isAddress(text, version: 6)
    case "cidr": NamedFormat.isRange(text)
    case "date", "uuid", "byte", "uri": NamedFormat.named(format)?.matches(text) ?? true
    case "date-time", "datetime": NamedFormat.named("datetime")?.matches(text) ?? true
    case "duration": GoDuration.isDuration(text)
    case "hostname": isHostname(text)
    case "creditcard": CheckDigits.isCard(text)
    case "isbn": CheckDigits.isBook(text, digits: 10) || CheckDigits.isBook(text, digits: 13)
    case "isbn10": CheckDigits.isBook(text, digits: 10)
    case "isbn13": CheckDigits.isBook(text, digits: 13)
    default: patterns[format]?.matches(text) ?? true
    }
  }

  private static func isHostname(_ text: String) -> Bool {
    patterns["hostname"]?.matches(text) != false && text.utf8.count <= 255
      && text.split(separator: ".").allSatisfy { $0.utf8.count <= 63 }
  }

  private static let patterns: [String: RegularExpression] = texts.compactMapValues { try? RegularExpression($0) }

  private static let texts: [String: String] = {
    let part = #"\s*(0|[1-9]\d?|1\d\d?|2[0-4]\d|25[0-5])\s*"#
    let atom = #"[^\s@<>()\[\],;:\\"]+"#
    let hexadecimal = { (count: Int) in "[0-9a-fA-F]{\(count)}" }
    let version = { (digit: Int, variant: String) in
      "(?i)^[0-9a-f]{8}-?[0-9a-f]{4}-?\(digit)[0-9a-f]{3}-?\(variant)[0-9a-f]{3}-?[0-9a-f]{12}$"
    }
    return [
      "email": "^(\(atom)@\(atom)|([^<>@]* )?<\(atom)@\(atom)>)$",
      "hostname": #"^([a-zA-Z0-9\p{S}\p{L}]((-?[a-zA-Z0-9\p{S}\p{L}]{0,62})?)|"#
        + #"([a-zA-Z0-9\p{S}\p{L}](([a-zA-Z0-9-\p{S}\p{L}]{0,61}[a-zA-Z0-9\p{S}\p{L}])?)(\.)){1,}([a-zA-Z\p{L}]){2,63})$"#,
      "mac": "^(\(hexadecimal(2))([:-]\(hexadecimal(2))){5}|\(hexadecimal(4))(\\.\(hexadecimal(4))){2})$",
      "uuid3": version(3, "[0-9a-f]"), "uuid4": version(4, "[89ab]"), "uuid5": version(5, "[89ab]"),
      "ssn": #"^\d{3}[- ]?\d{2}[- ]?\d{4}$"#,
      "hexcolor": "^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$",
      "rgbcolor": "^rgb\\(\(part),\(part),\(part)\\)$",
      "bsonobjectid": "^[0-9a-fA-F]{24}$",
    ]
  }()
}
