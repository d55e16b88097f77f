/// A value or an expression of Terraform's language.
indirect enum HCLValue {
  case string(String)
  case number(Int)
  case bool(Bool)
  case list([HCLValue])
  case object([(String, HCLValue)])
  /// An expression that is written in this program, such as `var.name`.
  case expression(StaticString)
}

/// A block: a kind, labels, attributes and further blocks.
struct HCLBlock {
  let kind: StaticString
  var labels: [String] = []
  var attributes: [(StaticString, HCLValue)] = []
  var blocks: [HCLBlock] = []
}
