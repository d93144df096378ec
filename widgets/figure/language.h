#pragma once
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>

#include "widgets/figure/sentences.h"

namespace losslab {

// The sentences that a person reads in the window and in figures, by key: "transport.play". Whoever shows one is handed
// the table; there is no other way to a text, so that a second table is a second language. What the code says in
// English of itself, as losses, optimisers and errors do, has its translation under that English text:
// "english.Gradient descent".
class Language {
 public:
  using Texts = std::map<std::string, std::string, std::less<>>;
  // What takes the place of "{name}" in a sentence.
  struct Argument {
    std::string_view name;
    std::string value;
  };

  Language() = default;
  // What `texts` lacks is taken from `fallback`.
  explicit Language(Texts texts, const Texts& fallback = {});

  // The sentence of a key; the key itself where there is none, so that it is seen.
  const std::string& operator()(std::string_view key) const;
  // The same with its places filled; a place without an argument stays as it is written.
  std::string operator()(std::string_view key, std::initializer_list<Argument> arguments) const;
  // The sentence of a key, or `other` where there is none: for what has its English in the code, as losses have.
  std::string_view or_else(std::string_view key, std::string_view other) const;
  // A text that stands in the code in English; itself where the table has nothing for it. See Sentences.
  std::string translated(std::string_view english) const { return sentences_.translated(english); }
  const Texts& texts() const { return texts_; }

 private:
  Texts texts_;
  Sentences sentences_;
  mutable Texts unknown_;  // keys that were asked for in vain
};

}  // namespace losslab
