#include "widgets/export/png.h"

#include <png.h>

#include <algorithm>
#include <cmath>
#include <csetjmp>
#include <cstring>
#include <fstream>
#include <new>
#include <stdexcept>
#include <vector>

#include "losses/core/error.h"
#include "widgets/export/png_stream.h"

namespace losslab {
namespace {

// libpng leaves its calls through longjmp where something is wrong. What `work` calls must therefore own nothing that
// has a destructor. False where it was left so.
template <class Work>
bool completes(png_structp png, const Work& work) {
  if (setjmp(png_jmpbuf(png)) != 0) return false;
  work();
  return true;
}

void leave(png_structp png, png_const_charp) { png_longjmp(png, 1); }
void ignore(png_structp, png_const_charp) {}

struct Writer {
  Writer() : png(png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, leave, ignore)) {
    if (png != nullptr) info = png_create_info_struct(png);
    if (info == nullptr) {
      png_destroy_write_struct(&png, &info);
      throw std::bad_alloc();
    }
  }
  ~Writer() { png_destroy_write_struct(&png, &info); }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  png_structp png;
  png_infop info = nullptr;
};

void append_to_string(png_structp png, png_bytep data, std::size_t size) {
  bool full = false;
  try {
    static_cast<std::string*>(png_get_io_ptr(png))->append(reinterpret_cast<const char*>(data), size);
  } catch (const std::exception&) {
    full = true;
  }
  if (full) png_error(png, "out of memory");
}

void put_text(const Writer& to, PngText& text) {
  png_text chunk{};
  chunk.compression = PNG_ITXT_COMPRESSION_NONE;
  chunk.key = text.keyword.data();
  chunk.text = text.text.data();
  chunk.itxt_length = text.text.size();
  png_set_text(to.png, to.info, &chunk, 1);
}

constexpr std::size_t largest_chunk = std::size_t{1} << 20U;

png_const_bytep name_of(const char* chunk) { return reinterpret_cast<png_const_bytep>(chunk); }

// The bytes of a file while libpng reads them.
struct Source {
  const char* data;
  std::size_t left;
};

void take_from_source(png_structp png, png_bytep out, std::size_t size) {
  auto* source = static_cast<Source*>(png_get_io_ptr(png));
  if (size > source->left) png_error(png, "the file ends early");
  std::memcpy(out, source->data, size);
  source->data += size;
  source->left -= size;
}

struct Reader {
  Reader() : png(png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, leave, ignore)) {
    if (png != nullptr) info = png_create_info_struct(png);
    if (info != nullptr) end = png_create_info_struct(png);
    if (end == nullptr) {
      png_destroy_read_struct(&png, &info, &end);
      throw std::bad_alloc();
    }
  }
  ~Reader() { png_destroy_read_struct(&png, &info, &end); }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  png_structp png;
  png_infop info = nullptr, end = nullptr;  // what stands before the picture, and after it
};

constexpr std::size_t largest_text = std::size_t{64} << 20U;
constexpr std::size_t largest_file = std::size_t{1} << 30U;

// Reads the whole file, picture included, so that damage anywhere in it is seen.
bool read_whole(const Reader& from, Source& source) {
  int passes = 1;
  const bool has_header = completes(from.png, [&] {
    png_set_crc_action(from.png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
    png_set_chunk_malloc_max(from.png, largest_text);
    png_set_read_fn(from.png, &source, take_from_source);
    png_read_info(from.png, from.info);
    passes = png_set_interlace_handling(from.png);
    png_read_update_info(from.png, from.info);
  });
  if (!has_header) return false;
  std::vector<unsigned char> row(png_get_rowbytes(from.png, from.info));
  const png_uint_32 height = png_get_image_height(from.png, from.info);
  return completes(from.png, [&] {
    for (int pass = 0; pass < passes; ++pass) {
      for (png_uint_32 j = 0; j < height; ++j) png_read_row(from.png, row.data(), nullptr);
    }
    png_read_end(from.png, from.end);
  });
}

std::optional<std::string> find_text(png_structp png, png_infop info, std::string_view keyword) {
  png_textp texts = nullptr;
  int count = 0;
  png_get_text(png, info, &texts, &count);
  for (int i = 0; i < count; ++i) {
    if (texts[i].key == nullptr || keyword != texts[i].key || texts[i].text == nullptr) continue;
    return std::string(texts[i].text);
  }
  return std::nullopt;
}

std::string bytes_of(const std::filesystem::path& path) {
  const auto refuse = [&path](const char* reason) {
    throw InputError("Cannot read '" + path.string() + "': " + reason + ".");
  };
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) refuse("it is a folder");
  std::ifstream file(path, std::ios::binary);
  if (!file) refuse("there is no such file, or no permission");
  if (std::filesystem::file_size(path, error) > largest_file && !error) refuse("it has more than 1 GiB");
  std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (file.bad()) refuse("the disk reports an error");
  return bytes;
}

}  // namespace

std::string encode_png(const PngRows& rows, double dpi, const PngText& text) {
  const Writer to;
  std::string bytes;
  PngText own = text;  // libpng wants it writable
  const std::string stream = png_stream(rows);
  const auto per_metre = static_cast<png_uint_32>(std::lround(dpi / 0.0254));
  const bool done = completes(to.png, [&] {
    png_set_write_fn(to.png, &bytes, append_to_string, nullptr);
    png_set_IHDR(to.png, to.info, static_cast<png_uint_32>(rows.width), static_cast<png_uint_32>(rows.height), 8,
                 rows.alpha ? PNG_COLOR_TYPE_RGB_ALPHA : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (dpi > 0) png_set_pHYs(to.png, to.info, per_metre, per_metre, PNG_RESOLUTION_METER);
    if (!own.keyword.empty()) put_text(to, own);
    png_write_info(to.png, to.info);
    // libpng's own rows, with its filters and zlib, take four times as long for no fewer bytes.
    const auto* data = reinterpret_cast<png_const_bytep>(stream.data());
    for (std::size_t at = 0; at < stream.size(); at += largest_chunk) {
      png_write_chunk(to.png, name_of("IDAT"), data + at, std::min(largest_chunk, stream.size() - at));
    }
    png_write_chunk(to.png, name_of("IEND"), nullptr, 0);
  });
  if (!done) throw std::runtime_error("the picture could not be encoded");
  return bytes;
}

std::optional<std::string> text_in_png(std::string_view bytes, const std::string& name, std::string_view keyword) {
  constexpr std::size_t signature = 8;
  if (bytes.size() < signature || png_sig_cmp(reinterpret_cast<png_const_bytep>(bytes.data()), 0, signature) != 0) {
    throw InputError(name + ": this is not a PNG, or its first bytes are damaged.");
  }
  const Reader from;
  Source source{bytes.data(), bytes.size()};
  if (!read_whole(from, source)) throw InputError(name + ": the picture is damaged or incomplete.");
  std::optional<std::string> found = find_text(from.png, from.info, keyword);
  return found ? found : find_text(from.png, from.end, keyword);
}

std::optional<std::string> read_png_text(const std::filesystem::path& path, std::string_view keyword) {
  return text_in_png(bytes_of(path), path.string(), keyword);
}

}  // namespace losslab
