#include "losses/learn/data/table/encoding.h"

#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "losses/core/error.h"

namespace losslab {
namespace {

// How many bytes the character at the beginning of a text takes in UTF-8; 0 where it is none.
std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xC2 && first < 0xE0 ? 2 : first >= 0xE0 && first < 0xF0 ? 3 : 4;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80) return 0;
  }
  const bool too_long = (first == 0xE0 && byte(1) < 0xA0) || (first == 0xF0 && byte(1) < 0x90);
  const bool surrogate = first == 0xED && byte(1) >= 0xA0;
  const bool too_large = first == 0xF4 && byte(1) >= 0x90;
  return too_long || surrogate || too_large ? 0 : length;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    std::uint64_t eight = 0;
    if (text.size() >= 8) std::memcpy(&eight, text.data(), 8);
    if (text.size() >= 8 && (eight & 0x8080808080808080U) == 0) {
      text.remove_prefix(8);
      continue;
    }
    const std::size_t length = utf8_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

// "UTF-16LE" or "UTF-16BE" for a text without a mark whose zeros are all on one side of the pairs, and many; or null.
const char* utf16_by_zeros(std::string_view bytes) {
  if (bytes.size() < 4 || bytes.size() % 2 != 0) return nullptr;
  std::array<std::size_t, 2> zeros{};
  const std::size_t size = std::min<std::size_t>(bytes.size(), 4096);
  for (std::size_t i = 0; i < size; ++i) zeros[i % 2] += bytes[i] == '\0' ? 1 : 0;
  if (zeros[0] == 0 && zeros[1] * 4 >= size) return "UTF-16LE";
  if (zeros[1] == 0 && zeros[0] * 4 >= size) return "UTF-16BE";
  return nullptr;
}

class Converter {
 public:
  explicit Converter(const char* from) : handle_(iconv_open("UTF-8", from)) {
    if (handle_ == iconv_t(-1)) throw InputError(fmt::format("This system cannot read text in {}.", from));
  }
  ~Converter() { iconv_close(handle_); }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  // `unit`: the bytes that are passed over where they are no character.
  std::string convert(std::string_view bytes, std::size_t unit) {
    std::string text;
    text.reserve(bytes.size() + bytes.size() / 8);
    std::array<char, 8192> block;
    char* in = const_cast<char*>(bytes.data());  // which iconv() does not change
    std::size_t left = bytes.size();
    while (left > 0) {
      char* out = block.data();
      std::size_t room = block.size();
      const std::size_t result = iconv(handle_, &in, &left, &out, &room);
      const int error = errno;
      text.append(block.data(), block.size() - room);
      if (result != std::size_t(-1) || error == E2BIG) continue;
      if (error == EINVAL) break;  // half a character at the end
      text += "\xEF\xBF\xBD";
      const std::size_t passed = std::min(unit, left);
      in += passed;
      left -= passed;
    }
    return text;
  }

 private:
  iconv_t handle_;
};

}  // namespace

DecodedText decoded_text(std::string bytes) {
  const std::string_view view = bytes;
  const bool little = view.starts_with("\xFF\xFE"), big = view.starts_with("\xFE\xFF");
  if (little || big) {
    return {Converter(little ? "UTF-16LE" : "UTF-16BE").convert(view.substr(2), 2), TableEncoding::utf16};
  }
  if (const char* name = utf16_by_zeros(view)) return {Converter(name).convert(view, 2), TableEncoding::utf16};
  if (view.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
  if (is_utf8(bytes)) return {std::move(bytes), TableEncoding::utf8};
  return {Converter("WINDOWS-1252").convert(bytes, 1), TableEncoding::windows_1252};
}

}  // namespace losslab
