// Every sentence that a person reads has a key, every key is used, and the table that is compiled in is the file's.
#include "app/core/shell/files/language_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <vector>

#include "losses/core/error.h"

namespace losslab {
namespace {

namespace fs = std::filesystem;

const fs::path root = fs::path(LOSSLAB_ASSETS).parent_path();

// A string in a source file.
struct Literal {
  std::string text, where;  // where: "app/screens/shell/rows.cpp:12"
  std::string before;       // the code just before it
};

// The strings of a source, neighbours joined, without comments, directives and raw strings.
class Scanner {
 public:
  explicit Scanner(const fs::path& path) : name_(fs::relative(path, root).string()) {
    std::ostringstream all;
    all << std::ifstream(path).rdbuf();
    code_ = all.str();
  }
  std::vector<Literal> literals() {
    std::vector<Literal> found;
    while (at_ < code_.size()) {
      const char c = code_[at_];
      if (c == '\n') ++line_;
      if (code_.compare(at_, 2, "//") == 0 || (c == '#' && at_line_start())) {
        skip_line();
      } else if (c == '\'') {
        at_ += code_[at_ + 1] == '\\' ? 4 : 3;
      } else if (c == '"') {
        read(found);
      } else {
        if (!std::isspace(static_cast<unsigned char>(c))) last_ = at_;
        ++at_;
      }
    }
    return found;
  }

 private:
  bool at_line_start() const {
    const std::size_t line = code_.rfind('\n', at_);
    return code_.find_first_not_of(' ', line == std::string::npos ? 0 : line + 1) == at_;
  }
  void skip_line() { at_ = std::min(code_.find('\n', at_), code_.size()); }
  void read(std::vector<Literal>& found) {
    std::string text;
    for (++at_; code_[at_] != '"'; ++at_) {
      if (code_[at_] == '\\') ++at_;
      text += code_[at_];
    }
    ++at_;
    const bool goes_on = !found.empty() && code_.substr(end_, 1).empty() == false && last_ < end_;
    if (goes_on) {
      found.back().text += text;
    } else {
      const std::size_t from = last_ + 1 > 40 ? last_ + 1 - 40 : 0;
      found.push_back({text, name_ + ":" + std::to_string(line_), code_.substr(from, last_ + 1 - from)});
    }
    end_ = at_;
  }

  std::string name_, code_;
  std::size_t at_ = 0, last_ = 0, end_ = 0;
  int line_ = 1;
};

std::vector<Literal> literals_in(const std::vector<std::string>& folders) {
  std::vector<Literal> all;
  for (const std::string& folder : folders) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      const std::string ending = entry.path().extension().string();
      if (ending != ".cpp" && ending != ".h") continue;
      const std::vector<Literal> here = Scanner(entry.path()).literals();
      all.insert(all.end(), here.begin(), here.end());
    }
  }
  return all;
}

bool is_key(const std::string& text) {
  return text.find('.') != std::string::npos && text.find("..") == std::string::npos && !text.ends_with('.') &&
         std::ranges::all_of(
             text, [](unsigned char c) { return std::islower(c) || std::isdigit(c) || c == '_' || c == '.'; });
}

// Words that stand beside each other, or a word with a capital: what a person would read.
bool is_sentence(const std::string& text) {
  const auto letter = [&](std::size_t i) {
    return i < text.size() && std::isalpha(static_cast<unsigned char>(text[i]));
  };
  if (letter(0) && std::isupper(static_cast<unsigned char>(text[0])) && letter(1) && letter(2)) return true;
  for (std::size_t i = 0; i + 4 < text.size(); ++i) {
    if (letter(i) && letter(i + 1) && text[i + 2] == ' ' && letter(i + 3) && letter(i + 4)) return true;
  }
  return false;
}

TEST(LanguageFile, WhatIsCompiledInIsTheFile) {
  std::ostringstream text;
  text << std::ifstream(root / "assets/languages/en.toml").rdbuf();
  EXPECT_EQ(english().texts(), parse_texts(text.str(), "en.toml"));
  EXPECT_EQ(load_language(LOSSLAB_ASSETS, "en").texts(), english().texts());
}

TEST(LanguageFile, AMissingOrDamagedOneFallsBackOnEnglish) {
  EXPECT_EQ(load_language("/nowhere", "en").texts(), english().texts());
  const fs::path folder = fs::temp_directory_path() / "losslab-language-test";
  fs::create_directories(folder / "languages");
  std::ofstream(folder / "languages/damaged.toml") << "a = [";
  EXPECT_EQ(load_language(folder.string(), "damaged").texts(), english().texts());
  std::ofstream(folder / "languages/short.toml") << "[screen]\nlosses = \"Verluste\"\n";
  const Language two = load_language(folder.string(), "short");
  EXPECT_EQ(two("screen.losses"), "Verluste");
  EXPECT_EQ(two("screen.regression"), english()("screen.regression"));
  fs::remove_all(folder);
}

TEST(LanguageFile, SaysWhereItIsDamaged) {
  try {
    parse_texts("[a]\nb = 1\n", "xx.toml");
    FAIL() << "a number is no text";
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(), "xx.toml, line 2: a.b: expected a text in quotes, found 1.");
  }
}

TEST(LanguageFile, HasEveryKeyThatIsAskedFor) {
  const Language::Texts texts = english().texts();
  for (const Literal& one : literals_in({"app", "widgets"})) {
    const bool asked =
        one.before.ends_with("text(") || one.before.ends_with("language(") || one.before.ends_with("language_(");
    if (!asked || !is_key(one.text)) continue;
    EXPECT_TRUE(texts.contains(one.text)) << one.where << " asks for " << one.text;
  }
}

TEST(LanguageFile, HasNoKeyThatNobodyAsksFor) {
  std::set<std::string> named;
  for (const Literal& one : literals_in({"app", "widgets"})) named.insert(one.text);
  const Language texts = english();
  for (const auto& [key, text] : texts.texts()) EXPECT_TRUE(named.contains(key)) << key << " is not used";
}

TEST(LanguageFile, HasEverySentenceOfTheWindow) {
  // What is printed by the command line as well stands in the code: what the readers of files, tables and lessons say,
  // those who compute what lessons ask for, and the names of keys, of losses' words that a search knows but nobody
  // sees.
  const std::vector<std::string> in_code{"app/core/shell/files/",
                                         "app/core/shell/figure_table.cpp",
                                         "app/core/shell/state/document.cpp",
                                         "app/core/shell/state/own_losses.cpp",
                                         "app/core/own/",
                                         "app/core/shell/commands.cpp",
                                         "app/core/catalogue/loss_search.cpp",
                                         "app/core/shell/keep/",
                                         "app/core/lessons/model/",
                                         "app/core/lessons/check/",
                                         "app/core/measure/"};
  // Names of popups, of formats, of folders and of the program; and the name that one's own data have in a session.
  const std::set<std::string> names{"point menu", "plot menu", "title menu",  "top menu", "PDF",  "SVG",
                                    "PNG",        "CSV",       "your points", "LossLab",  "HOME", "Documents"};
  std::vector<std::string> bare;
  for (const Literal& one : literals_in({"app/core", "app/screens", "widgets/imgui"})) {
    const bool of_session = one.where.find("session") != std::string::npos;
    const bool of_measures = one.where.find("measures") != std::string::npos;
    if (!is_sentence(one.text) || of_session || of_measures ||
        std::ranges::any_of(in_code, [&](const std::string& file) { return one.where.starts_with(file); }))
      continue;
    if (names.contains(one.text)) continue;
    bare.push_back(one.where + ": " + one.text);
  }
  EXPECT_THAT(bare, testing::IsEmpty());
}

}  // namespace
}  // namespace losslab
