#pragma once
#include <string>

namespace losslab {

enum class TableEncoding { utf8, utf16, windows_1252 };

struct DecodedText {
  std::string text;  // UTF-8, without byte order mark
  TableEncoding encoding = TableEncoding::utf8;
};

// The text in the bytes of a file: UTF-8, or UTF-16 of either byte order, with a byte order mark or where every other
// byte is zero as in Latin letters; what is neither is Windows-1252, which has Latin-1 in it. What is no character in
// its encoding becomes U+FFFD. Throws InputError where the system cannot convert that encoding.
DecodedText decoded_text(std::string bytes);

}  // namespace losslab
