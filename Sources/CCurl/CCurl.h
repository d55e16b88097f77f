// libcurl for Swift. Swift cannot call C functions with variable arguments, so each kind of argument that
// curl_easy_setopt, curl_easy_getinfo and curl_multi_setopt take has a typed function here.

#ifndef SLIPWAY_CCURL_H
#define SLIPWAY_CCURL_H

#include <curl/curl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

// The names in parentheses are the functions: curl.h also defines checking macros of the same names.

static inline CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value) {
  return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode ccurl_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
  return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode ccurl_set_string(CURL *handle, CURLoption option, const char *value) {
  return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode ccurl_set_pointer(CURL *handle, CURLoption option, void *value) {
  return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
  return (curl_easy_setopt)(handle, option, value);
}

// Refers to `bytes` without a copy: they must stay where they are for as long as the handle uses them.
static inline CURLcode ccurl_set_blob(CURL *handle, CURLoption option, void *bytes, size_t count) {
  struct curl_blob blob = {bytes, count, CURL_BLOB_NOCOPY};
  return (curl_easy_setopt)(handle, option, &blob);
}

static inline CURLcode ccurl_set_body(CURL *handle, const void *bytes, curl_off_t count) {
  CURLcode result = (curl_easy_setopt)(handle, CURLOPT_POST, 1L);
  if (result == CURLE_OK)
    result = (curl_easy_setopt)(handle, CURLOPT_POSTFIELDSIZE_LARGE, count);
  if (result == CURLE_OK)
    result = (curl_easy_setopt)(handle, CURLOPT_COPYPOSTFIELDS, count > 0 ? bytes : "");
  return result;
}

static inline CURLcode ccurl_set_write_function(CURL *handle, curl_write_callback function, void *context) {
  CURLcode result = (curl_easy_setopt)(handle, CURLOPT_WRITEFUNCTION, function);
  return result != CURLE_OK ? result : (curl_easy_setopt)(handle, CURLOPT_WRITEDATA, context);
}

static inline CURLcode ccurl_set_header_function(CURL *handle, curl_write_callback function, void *context) {
  CURLcode result = (curl_easy_setopt)(handle, CURLOPT_HEADERFUNCTION, function);
  return result != CURLE_OK ? result : (curl_easy_setopt)(handle, CURLOPT_HEADERDATA, context);
}

// Called once a request has a connection, just before it is sent.
static inline CURLcode ccurl_set_connection_function(CURL *handle, curl_prereq_callback function, void *context) {
  CURLcode result = (curl_easy_setopt)(handle, CURLOPT_PREREQFUNCTION, function);
  return result != CURLE_OK ? result : (curl_easy_setopt)(handle, CURLOPT_PREREQDATA, context);
}

// Called when a socket was made and before it connects, and in the place of close().
static inline CURLcode ccurl_set_socket_functions(CURL *handle, curl_sockopt_callback opened,
                                                  curl_closesocket_callback closing, void *context) {
  CURLcode result = (curl_easy_setopt)(handle, CURLOPT_SOCKOPTFUNCTION, opened);
  if (result == CURLE_OK)
    result = (curl_easy_setopt)(handle, CURLOPT_SOCKOPTDATA, context);
  if (result == CURLE_OK)
    result = (curl_easy_setopt)(handle, CURLOPT_CLOSESOCKETFUNCTION, closing);
  return result != CURLE_OK ? result : (curl_easy_setopt)(handle, CURLOPT_CLOSESOCKETDATA, context);
}

// Called instead of socket(), with the address that it will connect to.
static inline CURLcode ccurl_set_open_function(CURL *handle, curl_opensocket_callback function, void *context) {
  CURLcode result = (curl_easy_setopt)(handle, CURLOPT_OPENSOCKETFUNCTION, function);
  return result != CURLE_OK ? result : (curl_easy_setopt)(handle, CURLOPT_OPENSOCKETDATA, context);
}

// Copies the address, without port, and tells its length: 4 or 16 bytes, 0 for another family.
static inline int ccurl_address(const struct curl_sockaddr *address, unsigned char bytes[16]) {
  if (address->family == AF_INET) {
    memcpy(bytes, &((const struct sockaddr_in *)&address->addr)->sin_addr, 4);
    return 4;
  }
  if (address->family != AF_INET6)
    return 0;
  memcpy(bytes, &((const struct sockaddr_in6 *)&address->addr)->sin6_addr, 16);
  return 16;
}

static inline int ccurl_socket(const struct curl_sockaddr *address) {
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

// Gives a connection up once bytes that were sent, or keep-alive probes, stay unacknowledged for so long.
static inline void ccurl_limit_silence(int socket, unsigned int milliseconds) {
  // A platform without the option still has its own retransmission limit: the result does not matter.
  (void)setsockopt(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, &milliseconds, sizeof(milliseconds));
}

static inline int ccurl_close(int socket) {
  return close(socket);
}

static inline CURLcode ccurl_get_pointer(CURL *handle, CURLINFO info, void **value) {
  return (curl_easy_getinfo)(handle, info, value);
}

static inline CURLMcode ccurl_multi_set_long(CURLM *handle, CURLMoption option, long value) {
  return (curl_multi_setopt)(handle, option, value);
}

// The result that a finished transfer's message carries; Swift does not see into its union.
static inline CURLcode ccurl_message_result(const CURLMsg *message) {
  return message->data.result;
}

// Names the calling thread, for debuggers and `top -H`; 15 bytes at most.
static inline void ccurl_name_thread(const char *name) {
  (void)prctl(PR_SET_NAME, name, 0, 0, 0);
}

#endif
