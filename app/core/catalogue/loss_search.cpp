#include "app/core/catalogue/loss_search.h"

#include <algorithm>
#include <array>

#include "app/core/catalogue/loss_text.h"
#include "losses/core/loss_names.h"

namespace losslab {
namespace {

// The words in which losses are searched for are never shown. They are English, as are the catalogue's texts that are
// searched through with them; a table of another language may have more under that English.

// "The loss that ignores outliers": what of it says nothing.
constexpr std::array small_words{"a",   "all",  "an",   "and",  "are",  "by",    "for", "function", "in",
                                 "is",  "it",   "its",  "loss", "me",   "of",    "on",  "or",       "so",
                                 "the", "them", "that", "to",   "very", "which", "with"};

bool is_small(std::string_view word) {
  return std::ranges::any_of(small_words, [&](const char* small) { return word == folded_words(small); });
}

std::size_t character_length(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

// Typographic signs and the brackets of Chinese texts: U+2000 to 207F, U+3000 to 303F, U+FF00 to FF3F.
bool is_sign(std::string_view character) {
  const std::string_view lead = character.substr(0, 2);
  return character.size() == 3 &&
         (lead == "\xE2\x80" || lead == "\xE2\x81" || lead == "\xE3\x80" || lead == "\xEF\xBC");
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

std::string squeezed(std::string_view words) {
  std::string text(words);
  std::erase(text, ' ');
  return text;
}

// Whether some word begins with `word`, which has its space before it. Chinese has no spaces: anywhere will do.
bool has_word(std::string_view words, std::string_view word) {
  return words.find(is_ascii(word) ? word : word.substr(1)) != std::string_view::npos;
}

// What follows a "not" does not hold: "limited, not ignored".
std::string without_negated(std::string words) {
  constexpr std::string_view no = " not ";
  for (std::size_t at = words.find(no); at != std::string::npos; at = words.find(no, at)) {
    const std::size_t end = std::min(words.find(' ', at + no.size()), words.size());
    words.erase(at, end - at);
  }
  return words;
}

// Each word with its space before it, plurals without their s.
std::vector<std::string> query_words(std::string_view text) {
  const std::string words = folded_words(text);
  std::vector<std::string> list;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find(' ', at + 1), words.size());
    std::string word = words.substr(at, end - at);
    at = end;
    if (is_small(word)) continue;
    if (word.size() > 4 && word.ends_with('z') && !word.ends_with("zz")) word.pop_back();
    list.push_back(std::move(word));
  }
  return list;
}

// What holds of a loss, in the words in which it is asked for.
std::string known_words(const Loss& loss, const Properties& known, TraitSet traits, const Language& language) {
  std::string words;
  const auto say = [&](bool holds, const char* yes, const char* no = "") {
    const std::string_view english = holds ? yes : no;
    if (english.empty()) return;
    words.append(english).append(" ").append(language.translated(english.substr(1)));
  };
  const Family family = loss.info().family;
  const bool residual = is_of_residual(family);
  say(contains(traits, Trait::convex), " convex", " nonconvex");
  say(known.strongly_convex, " strongly");
  say(contains(traits, Trait::bounded), " bounded", " unbounded");
  say(contains(traits, Trait::bounded_gradient), " robust bounded gradient influence outliers",
      " sensitive to outliers");
  say(contains(traits, Trait::redescending),
      " redescending redescends ignores ignoring forgets far points outliers wrong labels mislabelled noise");
  say(rejects(loss, known), " completely entirely rejects rejection");
  say(contains(traits, Trait::smooth), " smooth", " corner kink");
  say(contains(traits, Trait::symmetric), " symmetric", residual ? " asymmetric" : "");
  say(contains(traits, Trait::symmetric) && !residual, " label noise");
  say(contains(traits, Trait::calibrated), " calibrated consistent");
  say(contains(traits, Trait::proper), " proper probabilities");
  say(residual, " regression residual");
  say(is_of_margin(family), " classification classes labels margin");
  say(family == Family::probability || family == Family::of_probability, " probability");
  say(family == Family::score, " score forecast probability");
  return folded_words(words);
}

}  // namespace

std::string folded_words(std::string_view text) {
  std::string words;
  bool apart = true;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view character = text.substr(at, character_length(text[at]));
    at += character.size();
    char c = character.front();
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (character.size() == 1 ? !letter : is_sign(character)) {
      apart = true;
      continue;
    }
    if (apart) words += ' ';
    apart = false;
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    // Generalised or generalized: with one letter for both no beginning of a word is cut wrongly.
    if (c == 's') c = 'z';
    words += character.size() == 1 ? std::string_view(&c, 1) : character;
  }
  replace_all(words, " non ", " non");  // non-convex is one word
  return words;
}

LossSearch::Entry LossSearch::make_entry(const Loss& loss) const {
  const LossInfo& info = loss.info();
  const auto joined = [](std::initializer_list<const char*> texts) {
    std::string all;
    for (const char* text : texts) (all += text) += ' ';
    return all;
  };
  std::string parameters;
  for (const Parameter& one : loss.parameters()) {
    parameters += joined({one.name, one.symbol, one.role}) + role_text(language_, one) + ' ';
  }
  std::vector<Other> also, used;
  for (const LossName& name : other_names(info))
    also.push_back({name.text, folded_words(name.text), name_key(name.text)});
  for (const std::string_view use : uses(info)) used.push_back({use, folded_words(use), name_key(use)});
  std::string said;
  for (const char* const field : {"name", "remark", "estimates", "noise"}) {
    said.append(loss_text(language_, info.id, field, "")).append(" ");
  }
  const Properties known = loss.properties();
  const TraitSet traits = traits_of(loss, known);
  return {loss,
          traits,
          folded_words(joined({info.english, info.chinese, info.id})),
          squeezed(folded_words(info.english)) + ' ' + squeezed(folded_words(info.id)),
          std::move(also),
          std::move(used),
          known_words(loss, known, traits, language_) + folded_words(parameters),
          without_negated(folded_words(joined({info.remark, info.estimates, info.noise, info.source}))) +
              folded_words(said)};
}

void LossSearch::speak(const Language& language, std::string_view code) {
  if (code == code_) return;
  code_ = code;
  language_ = language;
  entries_.clear();
}

void LossSearch::follow(std::span<const Loss> losses) {
  if (entries_.size() > losses.size())
    entries_.erase(entries_.begin() + static_cast<long>(losses.size()), entries_.end());
  for (std::size_t i = 0; i < losses.size(); ++i) {
    if (i < entries_.size() && entries_[i].loss == losses[i]) continue;
    if (i < entries_.size()) {
      entries_[i] = make_entry(losses[i]);
    } else {
      entries_.push_back(make_entry(losses[i]));
    }
    ++version_;
  }
}

// 9: it is called that; 8: elsewhere it is, or it is used for just that; 7: its name begins so; 6: its name has all
// words; 5: another name begins so, or 4: has all words; 3: it is used for that; 2: what holds of it has the words; 1:
// some text has; 0: it is not meant.
LossSearch::Nearness LossSearch::nearness(const Entry& entry, const Wanted& wanted) {
  const std::vector<std::string>& words = wanted.words;
  if (words.empty()) return {1, {}, {}};
  std::string whole;
  for (const std::string& word : words) whole += squeezed(word);
  const std::string_view names = entry.squeezed;
  const std::size_t gap = names.find(' ');
  if (names.substr(0, gap) == whole || names.substr(gap + 1) == whole) return {9, {}, {}};
  for (const Other& other : entry.also) {
    if (other.key == wanted.key) return {8, other.text, {}};
  }
  for (const Other& use : entry.uses) {
    if (use.key == wanted.key) return {8, {}, use.text};
  }
  if (names.starts_with(whole) || names.substr(gap + 1).starts_with(whole)) return {7, {}, {}};
  const auto all_in = [&](std::string_view text, std::string_view anywhere) {
    return std::ranges::all_of(words, [&](const std::string& word) {
      const std::string_view bare = std::string_view(word).substr(1);
      return has_word(text, word) || (bare.size() >= 3 && anywhere.find(bare) != std::string_view::npos);
    });
  };
  if (all_in(entry.names, names)) return {6, {}, {}};
  for (const Other& other : entry.also) {
    if (other.folded.starts_with(words.front()) && all_in(other.folded, {})) return {5, other.text, {}};
  }
  for (const Other& other : entry.also) {
    if (all_in(other.folded, {})) return {4, other.text, {}};
  }
  for (const Other& use : entry.uses) {
    if (all_in(use.folded, {})) return {3, {}, use.text};
  }
  int nearest = 2;
  std::string_view by_use;
  for (const std::string& word : words) {
    if (has_word(entry.names, word) || has_word(entry.known, word)) continue;
    const auto use = std::ranges::find_if(entry.uses, [&](const Other& one) { return has_word(one.folded, word); });
    if (use != entry.uses.end()) {
      by_use = use->text;
    } else if (has_word(entry.text, word)) {
      nearest = 1;
    } else {
      return {};
    }
  }
  return {nearest, {}, by_use};
}

// Where no loss is called so: that whose name, or whose other name, is spelled almost so.
LossSearch::Nearness LossSearch::mistyped(const Entry& entry, const Wanted& wanted) {
  const auto near = [&](std::string_view name) { return name_distance(wanted.text, name) != far_away; };
  const LossInfo& info = entry.loss.info();
  if (near(info.id) || near(info.english)) return {2, {}, {}};
  for (const Other& other : entry.also) {
    if (near(other.text)) return {1, other.text, {}};
  }
  // One word of a name of several.
  for (const std::string& own : query_words(info.english)) {
    if (near(std::string_view(own).substr(1))) return {1, {}, {}};
  }
  return {};
}

std::vector<LossMatch> LossSearch::find(FamilySet families, const LossQuery& query) const {
  const Wanted wanted{query_words(query.text), query.text, name_key(query.text)};
  struct Found {
    bool own;
    int family, rank;
    LossMatch match;
  };
  std::vector<Found> found;
  const auto look = [&](auto&& rank_of) {
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      const Entry& entry = entries_[i];
      const Family family = entry.loss.info().family;
      if (!contains(families, family) || (entry.traits & query.traits) != query.traits) continue;
      const Nearness near = rank_of(entry, wanted);
      if (near.rank == 0) continue;
      const bool own = entry.loss.own_text() != nullptr;
      found.push_back({own, static_cast<int>(family), near.rank, {static_cast<int>(i), near.also, near.use}});
    }
  };
  look(nearness);
  if (found.empty()) look(mistyped);
  std::ranges::stable_sort(found, [](const Found& a, const Found& b) {
    if (a.own != b.own) return a.own;
    return a.family != b.family ? a.family < b.family : a.rank > b.rank;
  });
  std::vector<LossMatch> matches;
  matches.reserve(found.size());
  for (const Found& one : found) matches.push_back(one.match);
  return matches;
}

namespace {

// Where a loss stands in a list: one's own come first, then family by family.
int listed(const Loss& loss) {
  constexpr int own_first = -100;
  return static_cast<int>(loss.info().family) + (loss.own_text() != nullptr ? own_first : 0);
}

}  // namespace

std::span<const LossMatch> LossFinder::find(LossSearch& search, std::span<const Loss> losses, FamilySet families,
                                            const LossQuery& query, bool settled) {
  constexpr long unasked = -2;
  if (!query.empty()) search.follow(losses);
  const long version = query.empty() ? unasked : search.version();
  const bool same = listed_.size() == losses.size() &&
                    std::ranges::equal(listed_, losses, {}, {}, [](const Loss& one) { return listed(one); });
  if (!same) {
    listed_.clear();
    for (const Loss& loss : losses) listed_.push_back(listed(loss));
  }
  if (same && families == families_ && query == query_ && (version == version_ || !settled)) return found_;
  if (query.empty()) {
    found_.clear();
    for (std::size_t i = 0; i < losses.size(); ++i) {
      if (contains(families, losses[i].info().family)) found_.push_back({static_cast<int>(i), {}, {}});
    }
    std::ranges::stable_sort(found_, {},
                             [&](const LossMatch& one) { return listed_[static_cast<std::size_t>(one.index)]; });
  } else {
    found_ = search.find(families, query);
  }
  families_ = families;
  query_ = query;
  version_ = version;
  return found_;
}

}  // namespace losslab
