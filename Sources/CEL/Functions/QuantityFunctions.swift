/// Kubernetes' quantities.
enum QuantityFunctions {
  static let overloads: [Overload] = [
    .global("quantity", "string_to_quantity", [.string], .quantity) { .quantity(try QuantityValue($0.string(0))) },
    .global("isQuantity", "is_quantity_string", [.string], .bool) { arguments in
      let text = try arguments.string(0)
      return .bool((try? QuantityValue(text)) != nil)
    },
    .global("sign", "quantity_sign", [.quantity], .int) { .int(try $0.quantity(0).sign) },
    .member("isGreaterThan", "quantity_is_greater_than", [.quantity, .quantity], .bool) {
      .bool(try $0.quantity(0).nanos > $0.quantity(1).nanos)
    },
    .member("isLessThan", "quantity_is_less_than", [.quantity, .quantity], .bool) {
      .bool(try $0.quantity(0).nanos < $0.quantity(1).nanos)
    },
    .member("compareTo", "quantity_compare_to", [.quantity, .quantity], .int) { arguments in
      let left = try arguments.quantity(0).nanos
      let right = try arguments.quantity(1).nanos
      return .int(left < right ? -1 : left == right ? 0 : 1)
    },
    .member("asApproximateFloat", "quantity_get_float", [.quantity], .double) {
      .double(try $0.quantity(0).approximate)
    },
    .member("asInteger", "quantity_get_int", [.quantity], .int) { arguments in
      guard let integer = try arguments.quantity(0).integer else {
        throw EvaluationError("cannot convert value to integer")
      }
      return .int(integer)
    },
    .member("isInteger", "quantity_is_integer", [.quantity], .bool) { .bool(try $0.quantity(0).integer != nil) },
    .member("add", "quantity_add", [.quantity, .quantity], .quantity) {
      .quantity(try $0.quantity(0).adding($0.quantity(1)))
    },
    .member("add", "quantity_add_int", [.quantity, .int], .quantity) {
      .quantity(try $0.quantity(0).adding(QuantityValue($0.int(1))))
    },
    .member("sub", "quantity_sub", [.quantity, .quantity], .quantity) {
      .quantity(try $0.quantity(0).subtracting($0.quantity(1)))
    },
    .member("sub", "quantity_sub_int", [.quantity, .int], .quantity) {
      .quantity(try $0.quantity(0).subtracting(QuantityValue($0.int(1))))
    },
  ]
}
