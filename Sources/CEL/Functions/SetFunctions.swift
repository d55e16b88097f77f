/// The sets library: lists without regard to order and repetition.
enum SetFunctions {
  private static let lists: [CELType] = [.list(.parameter("T")), .list(.parameter("T"))]

  static let overloads: [Overload] = [
    .global("sets.contains", "list_sets_contains_list", lists, .bool) {
      .bool(contains(try $0.list(0).elements, try $0.list(1).elements))
    },
    .global("sets.equivalent", "list_sets_equivalent_list", lists, .bool) { arguments in
      let first = try arguments.list(0).elements
      let second = try arguments.list(1).elements
      return .bool(contains(first, second) && contains(second, first))
    },
    .global("sets.intersects", "list_sets_intersects_list", lists, .bool) { arguments in
      let second = try arguments.list(1).elements
      return .bool(try arguments.list(0).elements.contains(where: second.contains))
    },
  ]

  private static func contains(_ list: [Value], _ part: [Value]) -> Bool { part.allSatisfy(list.contains) }
}
