import CEL

/// The `format` of text in schemas. Formats that the server does not know are let pass.
enum SchemaFormats {
  static func matches(_ text: String, _ format: String) -> Bool {
    switch format {
    case "ipv4": NamedFormat.isAddress(text, version: 4)
    case "ipv6": NamedFormat.isAddress(text, version: 6)
    case "cidr": NamedFormat.isRange(text)
    case "date", "uuid", "byte", "uri": NamedFormat.named(format)?.matches(text) ?? true
    case "date-time", "datetime": NamedFormat.named("datetime")?.matches(text) ?? true
    case "duration": GoDuration.isDuration(text)
    default: true
    }
  }
}
