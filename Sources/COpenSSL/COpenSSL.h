// The few questions about certificates that only the TLS library can answer. OpenSSL's macros and its password
// callback are out of Swift's reach, hence C.

#ifndef KUBE_COPENSSL_H
#define KUBE_COPENSSL_H

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <stddef.h>

enum copenssl_pair {
  COPENSSL_PAIR_FITS,
  COPENSSL_PAIR_BAD_CERTIFICATE,
  COPENSSL_PAIR_BAD_KEY,
  COPENSSL_PAIR_MISMATCH
};

// Without a callback, OpenSSL would ask for an encrypted key's password at the terminal.
static inline int copenssl_no_password(char *buffer, int size, int writing, void *context) {
  (void)buffer, (void)size, (void)writing, (void)context;
  return -1;
}

// Whether the first certificate of a chain and a private key, both in PEM, belong together.
static inline enum copenssl_pair copenssl_check_pair(const void *chain, int chain_size, const void *key, int key_size) {
  enum copenssl_pair result = COPENSSL_PAIR_BAD_CERTIFICATE;
  ERR_set_mark();
  BIO *chain_source = BIO_new_mem_buf(chain, chain_size);
  BIO *key_source = BIO_new_mem_buf(key, key_size);
  X509 *certificate = chain_source == NULL ? NULL : PEM_read_bio_X509(chain_source, NULL, copenssl_no_password, NULL);
  EVP_PKEY *private_key =
    key_source == NULL ? NULL : PEM_read_bio_PrivateKey(key_source, NULL, copenssl_no_password, NULL);
  if (certificate != NULL && private_key == NULL)
    result = COPENSSL_PAIR_BAD_KEY;
  else if (certificate != NULL)
    result = X509_check_private_key(certificate, private_key) == 1 ? COPENSSL_PAIR_FITS : COPENSSL_PAIR_MISMATCH;
  EVP_PKEY_free(private_key);
  X509_free(certificate);
  BIO_free(key_source);
  BIO_free(chain_source);
  ERR_pop_to_mark();
  return result;
}

// The number of certificates in a PEM text, or -1 when one of them cannot be read.
static inline int copenssl_count_certificates(const void *bundle, int size) {
  int count = 0;
  ERR_set_mark();
  BIO *source = BIO_new_mem_buf(bundle, size);
  X509 *certificate = NULL;
  while (source != NULL && (certificate = PEM_read_bio_X509(source, NULL, copenssl_no_password, NULL)) != NULL) {
    X509_free(certificate);
    count++;
  }
  unsigned long error = ERR_peek_last_error();
  // The search for the next certificate ends with this error when there is none; any other is a broken one.
  if (source == NULL || ERR_GET_LIB(error) != ERR_LIB_PEM || ERR_GET_REASON(error) != PEM_R_NO_START_LINE) count = -1;
  BIO_free(source);
  ERR_pop_to_mark();
  return count;
}

#endif
