import KubeCore
import Testing

@Suite struct JSONPathTests {
  static let value: JSONValue = [
    "a": ["b": 1], "m": ["k.dot/x": 3],
    "l": [["n": "x", "v": 1, "ready": true], ["n": "y", "v": 2], ["n": "z", "v": 3]],
  ]

  @Test(arguments: [
    (".a.b", ["1"]), ("{.a.b}", ["1"]), ("a.b", ["1"]), ("$.a.b", ["1"]), ("{ .a.b }", ["1"]),
    (".l[0].n", ["\"x\""]), (".l[-1].n", ["\"z\""]), (".l[9].n", []), (".l[0,2].v", ["1", "3"]),
    (".l[1:].v", ["2", "3"]), (".l[:-1].v", ["1", "2"]), (".l[0:3:2].v", ["1", "3"]), (".l[2:1].v", []),
    (".l[*].n", ["\"x\"", "\"y\"", "\"z\""]), (".a.*", ["1"]), ("..v", ["1", "2", "3"]), ("$", [value.description]),
    (#".l[?(@.n=="y")].v"#, ["2"]), (#".l[?(@.n=='y')].v"#, ["2"]), (".l[?(@.v>=2)].v", ["2", "3"]),
    (".l[?(@.v < 2)].v", ["1"]), (".l[?(@.ready)].n", ["\"x\""]), (".l[?(@.ready==true)].n", ["\"x\""]),
    (#".l[?(@.n!="y")].v"#, ["1", "3"]), (#".l[?(@.v=="1")].v"#, []),
    (#".m['k.dot/x']"#, ["3"]), (#".m.k\.dot/x"#, ["3"]), (#".l[0]['n','v']"#, ["\"x\"", "1"]), (".none.x", []),
  ])
  func findsValues(_ path: String, _ expected: [String]) throws {
    #expect(try JSONPath(path).values(in: Self.value).map(\.description) == expected)
  }

  @Test(arguments: [
    (".a[", "a position, a name in quotes, `*` or `?()` is missing at position 3"),
    (".a['b", "the closing quote is missing at position 5"), (".a[0", "a `]` is missing at position 4"),
    (".a]", "unexpected `]` at position 2"), (".a b", "unexpected `b` at position 3"),
    (".a[0:1:0]", "the step of a slice must be 1 or more at position 8"),
    (".a[?(@.b==)]", "`` is neither a path nor a value at position 10"),
    (".a[?(@.b==1]", "the filter that begins at position 5 has no end at position 11"),
    ("..", "a name is missing at position 2"),
  ])
  func saysWhatIsWrong(_ path: String, _ message: String) {
    let error = #expect(throws: JSONPathError.self) { try JSONPath(path) }
    #expect(error?.description == message)
  }

  @Test(arguments: [
    (".a.b", "1"), ("{.a.b}{\"\\n\"}", "1\n"), ("{.l[*].n}", "x y z"),
    ("{range .l[*]}{.n}={.v}{\"; \"}{end}!", "x=1; y=2; z=3; !"), ("b is {.a.b}.", "b is 1."),
    ("{.a}", "{\"b\":1}"), ("{range .l[?(@.v>1)]}{'}'}{end}", "}}"),
  ])
  func rendersTemplates(_ template: String, _ expected: String) throws {
    #expect(try JSONPathTemplate(template).render(Self.value) == expected)
  }

  @Test(arguments: [
    ("{.a", "a `{` without `}` at position 0"), ("{range .l[*]}x", "a range without `{end}` at position 1"),
    ("{end}", "`{end}` ends no range at position 0"), ("{.a}{\"x}", "a `{` without `}` at position 4"),
  ])
  func saysWhatIsWrongWithTemplates(_ template: String, _ message: String) {
    let error = #expect(throws: JSONPathError.self) { try JSONPathTemplate(template) }
    #expect(error?.description == message)
  }
}
