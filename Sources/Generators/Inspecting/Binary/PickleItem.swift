/// What a pickle's machine would have on its stack, as far as it matters for reading on.
indirect enum PickleItem {
  case mark
  case string(String)
  case integer(Int)
  case global(String)
  case tuple([PickleItem])
  /// An object: of what class, made from what.
  case object(String, [PickleItem])
  case dictionary([String: PickleItem])
  case other

  var string: String? { if case .string(let text) = self { text } else { nil } }
  var integer: Int? { if case .integer(let value) = self { value } else { nil } }
  var items: [PickleItem] { if case .tuple(let items) = self { items } else { [] } }
  var isMark: Bool { if case .mark = self { true } else { false } }
}
