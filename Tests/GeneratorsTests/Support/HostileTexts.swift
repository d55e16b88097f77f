/// Texts that mean something to a shell, a builder, a template, a path or a terminal.
enum HostileTexts {
  static let all: [String] = shell + builder + paths + formats + unicode + sizes

  static let shell = [
    "$(id)", "`id`", "${HOME}", "$HOME", "a;id", "a&&id", "a||id", "a|id", "a>b", "a<b", "a & b", "!!", "~root", "a'b",
    "a\"b", "'; rm -rf / #", "\" && id #", "a\\", "a\\\\", "\\$(id)", "$((1+1))", "%s%n", "-rf", "--privileged",
    "-", "--", "*", "?", "[a]", "{a,b}", "a b", " a", "a ", "\ta", "#a", "a#b", "=", "a=b", "$'\\n'", "\\\"", "$$",
  ]
  static let builder = [
    "a\nRUN id", "a\r\nRUN id", "a\rRUN id", "a \\\nRUN id", "<<EOF", "\nEOF\nRUN id", "a\nUSER root", "FROM scratch",
    "# escape=`", "# syntax=evil/image", "AS build", "--from=evil", "--mount=type=secret", "--chown=0:0",
    "[\"a\"", "\"]", "[\"sh\",\"-c\",\"id\"]", "\", \"id\"]", "a\u{0B}RUN id", "a\u{0C}RUN id", "a\u{85}RUN id",
    "a\u{2028}RUN id", "a\u{2029}RUN id", "\u{0}", "a\u{0}b", "\u{7}", "\u{1B}[31m", "\u{8}",
  ]
  static let paths = [
    "..", ".", "/", "../a", "a/../b", "a/..", "/etc/passwd", "//a", "a//b", "./a", "a/.", "~", "C:\\a", "a\\..\\b",
    "file:///etc/passwd", "%2e%2e/a", "..%2fa", "\u{FF0E}\u{FF0E}/a", "a/\u{2024}\u{2024}/b", ".../a", "a/\n/b",
  ]
  static let formats = [
    "{{ .Values.x }}", "{{", "}}", "${{ secrets.X }}", "${var.x}", "%{ if true }", "<script>", "]]>", "&amp;", "*a", "&a",
    "!!python/object:os.system", "- a", "a: b", "a:", "| a", "> a", "? a", "null", "~", "yes", "no", "on", "0x10", "1e3",
    "0o17", "1_000", "2026-01-01", ".inf", ".nan", "@a", "%YAML 1.1", "---", "...", "'", "\"", "{}", "[]", "$schema",
  ]
  static let unicode = [
    "\u{202E}gnp", "\u{200B}", "a\u{200B}b", "\u{FEFF}a", "\u{2066}a\u{2069}", "\u{E0001}a", "\u{AD}a", "ｆｒａｕｄ", "é", "e\u{301}",
    "İ", "ß", "🚢", "\u{1F468}\u{200D}\u{1F469}", "\u{FFFD}", "\u{10FFFF}", "\u{E000}", "\u{34F}", "а\u{430}",
  ]
  static let sizes = [
    "", String(repeating: "a", count: 5_000), String(repeating: "$", count: 5_000), String(repeating: "/a", count: 600),
    String(repeating: "\u{1F6A2}", count: 2_000),
  ]
}
