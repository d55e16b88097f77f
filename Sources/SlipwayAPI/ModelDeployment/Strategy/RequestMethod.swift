/// The methods that routes can tell apart: those that the Gateway API knows.
public enum RequestMethod: String, Sendable, Hashable, CaseIterable, FieldChoice {
  case get = "GET"
  case head = "HEAD"
  case post = "POST"
  case put = "PUT"
  case delete = "DELETE"
  case connect = "CONNECT"
  case options = "OPTIONS"
  case trace = "TRACE"
  case patch = "PATCH"
}
