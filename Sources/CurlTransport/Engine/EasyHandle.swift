import CCurl

/// One of libcurl's easy handles, with the memory that it refers to.
final class EasyHandle {
  let pointer: UnsafeMutableRawPointer
  private let errorText: UnsafeMutablePointer<CChar>
  private var headerList: UnsafeMutablePointer<curl_slist>?
  private var connectToList: UnsafeMutablePointer<curl_slist>?
  private var failure: CURLcode?
  private let count: HandleCount

  init?(count: HandleCount) {
    guard let pointer = curl_easy_init() else { return nil }
    self.count = count
    count.add(1)
    self.pointer = pointer
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
  }

  deinit {
    curl_easy_cleanup(pointer)
    freeLists()
    errorText.deallocate()
    count.add(-1)
  }

  /// libcurl's words about the last failure, if it had any.
  var errorMessage: String { String(cString: errorText) }

  /// Forgets the request, for the next one.
  func reset() {
    curl_easy_reset(pointer)
    freeLists()
    errorText.update(repeating: 0, count: Int(CURL_ERROR_SIZE))
    failure = nil
  }

  private func freeLists() {
    curl_slist_free_all(headerList)
    curl_slist_free_all(connectToList)
    headerList = nil
    connectToList = nil
  }
}

// MARK: - Options

extension EasyHandle {
  /// The first option that libcurl has refused since the last reset.
  var refusal: CURLcode? { failure }

  func set(_ option: CURLoption, _ value: Int) {
    note(ccurl_set_long(pointer, option, value))
  }

  func set(_ option: CURLoption, _ value: Bool) {
    note(ccurl_set_long(pointer, option, value ? 1 : 0))
  }

  /// Sets a string, which libcurl copies; `nil` undoes a default.
  func set(_ option: CURLoption, _ value: String?) {
    note(ccurl_set_string(pointer, option, value))
  }

  /// Sets bytes, which must stay where they are for as long as the handle is in use.
  func set(_ option: CURLoption, _ value: PinnedBytes) {
    note(ccurl_set_blob(pointer, option, value.address, value.count))
  }

  func set(_ option: CURLoption, milliseconds duration: Duration) {
    set(option, Int(duration.clampedMilliseconds))
  }

  func setBody(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { note(ccurl_set_body(pointer, $0.baseAddress, curl_off_t($0.count))) }
  }

  func setHeaderLines(_ lines: [String]) {
    for line in lines { append(line, to: &headerList) }
    note(ccurl_set_list(pointer, CURLOPT_HTTPHEADER, headerList))
  }

  func setConnectTo(_ entry: String) {
    append(entry, to: &connectToList)
    note(ccurl_set_list(pointer, CURLOPT_CONNECT_TO, connectToList))
  }

  /// Sets where the exchange reports to.
  func setCallbacks(
    head: curl_write_callback, body: curl_write_callback, connection: curl_prereq_callback,
    context: UnsafeMutableRawPointer
  ) {
    note(ccurl_set_header_function(pointer, head, context))
    note(ccurl_set_write_function(pointer, body, context))
    note(ccurl_set_connection_function(pointer, connection, context))
    note(ccurl_set_pointer(pointer, CURLOPT_PRIVATE, context))
    note(ccurl_set_pointer(pointer, CURLOPT_ERRORBUFFER, errorText))
  }

  /// Sets where sockets are reported to. They outlive the handle: so must the context.
  func setSocketCallbacks(
    opened: curl_sockopt_callback, close: curl_closesocket_callback, context: UnsafeMutableRawPointer
  ) {
    note(ccurl_set_socket_functions(pointer, opened, close, context))
  }

  /// Sets who makes the sockets that connect.
  func setOpenCallback(_ open: curl_opensocket_callback, context: UnsafeMutableRawPointer) {
    note(ccurl_set_open_function(pointer, open, context))
  }

  private func append(_ line: String, to list: inout UnsafeMutablePointer<curl_slist>?) {
    guard let longer = curl_slist_append(list, line) else { return note(CURLE_OUT_OF_MEMORY) }
    list = longer
  }

  private func note(_ result: CURLcode) {
    if result != CURLE_OK, failure == nil { failure = result }
  }
}

extension Duration {
  /// Whole milliseconds, rounded up, between 1 and the largest that fits 31 bits: zero would mean no limit.
  var clampedMilliseconds: Int32 {
    guard self < .milliseconds(Int32.max) else { return .max }
    guard self > .milliseconds(1) else { return 1 }
    let (seconds, attoseconds) = components
    let fraction = attoseconds / 1_000_000_000_000_000 + (attoseconds % 1_000_000_000_000_000 == 0 ? 0 : 1)
    return Int32(clamping: seconds * 1000 + fraction)
  }
}
