#pragma once
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "app/core/shell/state/document.h"
#include "widgets/figure/language.h"

namespace losslab {

struct Dataset;
struct OwnLossText;
struct View;

// What a file that is not a session comes to: a document with what was in it, and the screen that shows it.
struct Opening {
  Document document;
  std::string screen;
  std::string what;                  // for the undo hint
  std::vector<std::string> cameras;  // that no longer suit, by key
  std::string sentence;              // said when it is done; empty: nothing
  std::function<void(View&)> look;   // shows what there is to be seen of it; empty: as before
};

// A kind of file that a screen takes.
struct FileKind {
  const char* ending;  // ".csv"
  // Throws InputError.
  Opening (*open)(const std::string& path, const Document& before, const std::string& asset_folder,
                  const Language& text);
};
// The list of them (see app/core/screens.cpp).
std::span<const FileKind> file_kinds();
// A kind of TOML file that is no session, told from one by what stands in it.
struct WrittenKind {
  bool (*is_one)(const std::string& path);  // false for a file that cannot be read
  // Throws InputError.
  Opening (*open)(const std::string& path, const Document& before, const Language& text);
};
std::span<const WrittenKind> written_kinds();
// The kind of a file; null for a session, and for anything else.
const WrittenKind* written_kind(const std::string& path);
// What points that were chosen from a table come to, of which `left_out` rows were not taken.
Opening open_points(const Dataset& data, std::size_t left_out, const Document& before, const std::string& asset_folder,
                    const Language& text);
// What somebody's own loss that was read comes to.
Opening open_loss(const OwnLossText& loss, const Document& before, const Language& text);

}  // namespace losslab
