/// What the first byte of a packed value says.
enum PackedTag {
  static let null: UInt8 = 0
  static let `false`: UInt8 = 1
  static let `true`: UInt8 = 2
  /// Followed by a number of variable length, with the sign in its lowest bit.
  static let integer: UInt8 = 3
  /// Followed by eight bytes.
  static let double: UInt8 = 4
  /// Followed by text.
  static let number: UInt8 = 5
  /// Followed by the count and the elements.
  static let array: UInt8 = 6
  /// Followed by the number of the shape and the values.
  static let shaped: UInt8 = 7
  /// Followed by the count, the names, and the values.
  static let object: UInt8 = 8
  /// Followed by text.
  static let string: UInt8 = 9
  /// A text that is a UUID in lower-case letters, followed by its sixteen bytes.
  static let uuid: UInt8 = 10
  /// A text that is a time of whole seconds in UTC, followed by the seconds as those of an integer.
  static let time: UInt8 = 11
  /// A text of up to as many bytes as are left above it, which follow.
  static let shortString: UInt8 = 16
}
