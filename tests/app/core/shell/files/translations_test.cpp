// The tables of all languages beside English: whoever makes one learns here what is missing in it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "app/core/catalogue/loss_text.h"
#include "app/core/shell/application.h"
#include "app/core/shell/files/language_file.h"
#include "app/core/shell/keep/kept_language.h"
#include "app/core/shell/state/document.h"
#include "app/core/shell/state/playback.h"
#include "app/core/shell/state/screen.h"
#include "losses/core/error.h"
#include "losses/humps/bell_divergence.h"

namespace losslab {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;

const fs::path root = fs::path(LOSSLAB_ASSETS).parent_path();

std::string text_of(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

// A table as it is written, without what English lends it.
Language::Texts table_of(const std::string& code) {
  return parse_texts(text_of(root / "assets/languages" / (code + ".toml")), code + ".toml");
}

// Of what the code says in English.
bool is_of_code(const std::string& key) {
  return key.starts_with("loss.") || key.starts_with("role.") || key.starts_with("english.");
}

std::multiset<std::string> places(const std::string& text) {
  std::multiset<std::string> found;
  static const std::regex place(R"(\{([^}]*)\})");
  for (std::sregex_iterator at(text.begin(), text.end(), place), end; at != end; ++at) found.insert((*at)[1]);
  return found;
}

std::string joined(const std::set<std::string>& keys) {
  std::string all;
  for (const std::string& key : keys) all += "\n  " + key;
  return all;
}

class Translation : public testing::TestWithParam<std::string> {
 protected:
  Language::Texts table_ = table_of(GetParam());
  // A loss's text, or a role, that the table lacks although the header has it in English.
  void expect(const std::string& key, const char* in_english) {
    if (*in_english != '\0' && !table_.contains(key)) missing_.insert(key + " = \"" + in_english + "\"");
  }
  template <class Info>
  void expect_loss(const Info& info) {
    expect(std::string("loss.") + info.id + ".remark", info.remark);
    if (!load_language(LOSSLAB_ASSETS, GetParam()).texts().contains(std::string("loss.") + info.id + ".name")) {
      missing_.insert(std::string("loss.") + info.id + ".name = \"" + info.english + "\"");
    }
  }
  void expect_roles(std::span<const Parameter> parameters) {
    for (const Parameter& one : parameters) expect(std::string("role.") + one.role, one.role);
  }
  std::set<std::string> missing_;
};

TEST_P(Translation, HasTheKeysOfEnglishAndNoOthers) {
  const Language::Texts in_english = english().texts();
  std::set<std::string> missing, unknown;
  for (const auto& [key, text] : in_english) {
    if (!table_.contains(key)) missing.insert(key + " = \"" + text + "\"");
  }
  for (const auto& [key, text] : table_) {
    if (!is_of_code(key) && !in_english.contains(key)) unknown.insert(key);
  }
  EXPECT_THAT(missing, IsEmpty()) << GetParam() << ".toml lacks:" << joined(missing);
  EXPECT_THAT(unknown, IsEmpty()) << GetParam() << ".toml has keys that en.toml has not:" << joined(unknown);
}

TEST_P(Translation, HasTheSamePlacesInEverySentence) {
  const Language::Texts in_english = english().texts();
  for (const auto& [key, text] : in_english) {
    const auto at = table_.find(key);
    if (at == table_.end()) continue;
    const std::multiset<std::string> there = places(at->second), here = places(text);
    EXPECT_EQ(std::set(there.begin(), there.end()), std::set(here.begin(), here.end())) << key << " = " << at->second;
  }
  for (const auto& [key, text] : table_) {
    if (!key.starts_with("english.")) continue;
    const std::size_t count = places(key).size();
    EXPECT_EQ(key.find("{}{}"), std::string::npos) << key;
    bool numbered = false;
    for (const std::string& place : places(text)) {
      numbered |= !place.empty();
      EXPECT_TRUE(place.empty() || std::stoul(place) < count) << key << " = " << text;
    }
    EXPECT_TRUE(numbered || places(text).size() == count) << key << " = " << text;
  }
}

TEST_P(Translation, HasWhatTheLossesSayOfThemselves) {
  for (const Loss& loss : Loss::all()) {
    const LossInfo& info = loss.info();
    expect_loss(info);
    for (const auto& [field, text] :
         {std::pair{"estimates", info.estimates}, {"noise", info.noise}, {"variable", info.variable}}) {
      expect(std::string("loss.") + info.id + "." + field, text);
    }
    expect_roles(loss.parameters());
  }
  for (const VectorEntry& entry : vector_catalogue()) {
    expect_loss(*entry.info);
    expect_roles(VectorLoss(entry.info->id).parameters());
  }
  for (const StructuredEntry& entry : structured_catalogue()) {
    expect_loss(*entry.info);
    expect_roles(StructuredLoss(entry.info->id).parameters());
  }
  for (const BellDivergenceInfo& info : bell_divergences()) expect_loss(info);
  EXPECT_THAT(missing_, IsEmpty()) << GetParam() << ".toml lacks:" << joined(missing_);
}

// What is written in quotes in the sources, without its places, and without what the compiler joins.
std::string quoted_in_sources() {
  std::string all;
  static const std::regex seam("\"\\s*\"");
  for (const char* const folder : {"app", "losses", "widgets"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      const std::string ending = entry.path().extension().string();
      if (ending != ".cpp" && ending != ".h") continue;
      const std::string code = text_of(entry.path());
      // Neighbours are one string: each quote, blanks and quote between them goes.
      std::string one;
      for (std::size_t at = 0; at < code.size();) {
        if (code[at] == '"') {
          std::size_t next = at + 1;
          while (next < code.size() && std::isspace(static_cast<unsigned char>(code[next]))) ++next;
          if (next > at + 1 && next < code.size() && code[next] == '"') {
            at = next + 1;
            continue;
          }
        }
        if (code[at] == '\\' && at + 1 < code.size()) {
          one += code[at + 1] == 'n' ? '\n' : code[at + 1];
          at += 2;
          continue;
        }
        one += code[at++];
      }
      all += one;
    }
  }
  return all;
}

TEST_P(Translation, HasNoEnglishThatTheCodeDoesNotSay) {
  static const std::string sources = quoted_in_sources();
  // Of the system, of CLI11, and of names that are joined with commas in the code.
  const std::set<std::string> foreign{"OPTIONS",           "Positionals",    "REQUIRED",
                                      "Permission denied", "Is a directory", "No such file or directory"};
  std::set<std::string> stale;
  for (const auto& [key, text] : table_) {
    if (!key.starts_with("english.")) continue;
    const std::string said = key.substr(std::string("english.").size());
    if (foreign.contains(said)) continue;
    // Some sentences are put together: what stands between places and marks is what is looked for.
    std::string words;
    int depth = 0;
    for (const char c : said + ".") {
      depth += c == '{' ? 1 : 0;
      const bool mark = depth > 0 || std::string_view(".,;:?'").find(c) != std::string_view::npos;
      depth -= c == '}' ? 1 : 0;
      if (!mark) {
        words += c;
        continue;
      }
      const std::size_t from = std::min(words.find_first_not_of(' '), words.size());
      words = words.substr(from, words.find_last_not_of(' ') + 1 - from);
      if (words.size() > 3 && sources.find(words) == std::string::npos) stale.insert(said);
      words.clear();
    }
  }
  EXPECT_THAT(stale, IsEmpty()) << "The code does not say:" << joined(stale);
}

TEST_P(Translation, SpeaksOfItself) {
  const Language language = load_language(LOSSLAB_ASSETS, GetParam());
  const std::vector<KnownLanguage> known = known_languages(LOSSLAB_ASSETS);
  const auto at = std::ranges::find(known, GetParam(), &KnownLanguage::code);
  ASSERT_NE(at, known.end());
  EXPECT_EQ(at->name, language("language.name"));
  EXPECT_EQ(at->in_english, language("language.in_english"));
  EXPECT_NE(language("screen.losses"), english()("screen.losses"));
}

std::vector<std::string> codes() {
  std::vector<std::string> all;
  for (const KnownLanguage& one : known_languages(LOSSLAB_ASSETS)) {
    if (one.code != "en") all.push_back(one.code);
  }
  return all;
}
INSTANTIATE_TEST_SUITE_P(All, Translation, testing::ValuesIn(codes()), [](const auto& one) { return one.param; });

TEST(Languages, EnglishComesFirstAndChineseIsThere) {
  const std::vector<KnownLanguage> known = known_languages(LOSSLAB_ASSETS);
  ASSERT_GE(known.size(), 2u);
  EXPECT_EQ(known[0].code, "en");
  EXPECT_EQ(known[1].code, "zh");
  EXPECT_EQ(known[1].name, "中文");
  EXPECT_EQ(known[1].in_english, "Chinese");
  EXPECT_EQ(known_languages("/nowhere").size(), 1u);
}

TEST(Languages, TheLocaleSaysWhich) {
  const std::vector<KnownLanguage> known = known_languages(LOSSLAB_ASSETS);
  const auto with = [&](const char* all, const char* messages, const char* lang) {
    setenv("LC_ALL", all, 1);
    setenv("LC_MESSAGES", messages, 1);
    setenv("LANG", lang, 1);
    return language_of_locale(known);
  };
  EXPECT_EQ(with("", "", "zh_CN.UTF-8"), "zh");
  EXPECT_EQ(with("", "zh_CN", "en_GB.UTF-8"), "zh");
  EXPECT_EQ(with("C.UTF-8", "zh_CN", "zh_CN"), "en") << "the first that is set counts";
  EXPECT_EQ(with("", "", "de_DE.UTF-8"), "en");
  EXPECT_EQ(with("", "", ""), "en");
}

TEST(Languages, OneThatIsNotThereIsRefused) {
  const std::vector<KnownLanguage> known = known_languages(LOSSLAB_ASSETS);
  EXPECT_EQ(expect_language(known, "zh"), "zh");
  EXPECT_EQ(expect_language(known, "zh_CN"), "zh");
  try {
    expect_language(known, "tlh");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("There is no language 'tlh'; there are en, zh"));
  }
}

TEST(Languages, TheApplicationChangesItAndKeepsTheRun) {
  Application app(LOSSLAB_ASSETS);
  app.apply({}, 0);
  Actions actions;
  actions.look([](View& view) { view.screen = "regression"; });
  app.apply(std::move(actions), 0);
  app.run_to(20);
  const std::string before = app.figure().plots.front().title;
  const std::uint64_t version = app.figure_version();
  const Document document = app.document();
  Actions other;
  other.commands.push_back(Command::next_language);
  EXPECT_TRUE(app.apply(other, 1).empty());
  EXPECT_EQ(app.language_code(), "zh");
  EXPECT_NE(app.figure_version(), version);
  EXPECT_EQ(app.figure().plots.front().title, "数据与拟合");
  EXPECT_EQ(app.playback()->position(), 20);
  EXPECT_EQ(app.document(), document);
  EXPECT_FALSE(app.dirty());
  app.apply(other, 2);
  EXPECT_EQ(app.language_code(), "en") << "the same click goes back";
  EXPECT_EQ(app.figure().plots.front().title, before);
}

TEST(Languages, WhatTheCodeSaysInEnglishIsTranslatedWhereItIsShown) {
  Application app(LOSSLAB_ASSETS, {}, "zh");
  Actions actions;
  actions.edit("x", [](Document&) { throw InputError("A sweep needs a loss."); });
  app.apply(std::move(actions), 0);
  ASSERT_TRUE(app.message());
  EXPECT_EQ(app.message()->text, "扫描需要一个损失。");
  EXPECT_TRUE(app.message()->error);
}

TEST(Languages, TheChoiceOutlivesTheProgram) {
  const fs::path folder = fs::temp_directory_path() / "losslab-kept-language";
  fs::remove_all(folder);
  EXPECT_EQ(kept_language(folder), std::nullopt);
  {
    Application app(LOSSLAB_ASSETS);
    app.keep_in(folder);
    app.speak("zh");
  }
  EXPECT_EQ(kept_language(folder), "zh");
  EXPECT_EQ(kept_language({}), std::nullopt);
  fs::remove_all(folder);
}

}  // namespace
}  // namespace losslab
