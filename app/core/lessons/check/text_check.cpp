#include "app/core/lessons/check/text_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace losslab {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Latin letters or Chinese characters: a word, which has to be translated. Greek letters and signs are symbols.
bool has_words(const TextPieces& pieces) {
  return std::ranges::any_of(pieces, [](const TextPiece& piece) {
    return piece.kind == TextPiece::Kind::plain && std::ranges::any_of(piece.text, [](char c) {
             return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0xe3;
           });
  });
}

// What is filled in, in any order.
std::vector<std::string> values_of(const TextPieces& pieces) {
  std::vector<std::string> values;
  for (const TextPiece& piece : pieces) {
    if (piece.kind == TextPiece::Kind::value) values.push_back(piece.measure.text() + ":" + piece.text);
  }
  std::ranges::sort(values);
  return values;
}

// The numbers in a plain text, each as it is written: digits with points and commas among them.
void unclaimed(std::string_view text, const LessonStep* step, std::vector<std::string>& findings) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_digit(text[i])) continue;
    std::size_t end = i;
    while (end < text.size() && (is_digit(text[end]) || ((text[end] == '.' || text[end] == ',') &&
                                                         end + 1 < text.size() && is_digit(text[end + 1])))) {
      ++end;
    }
    const std::string_view number = text.substr(i, end - i);
    const std::string_view rest = text.substr(end);
    const bool per_cent = rest.starts_with("%") || rest.starts_with(" %");
    if (step == nullptr || !is_claimed(number, per_cent, *step)) {
      findings.push_back(fmt::format(
          "the number {} is neither filled in nor claimed; write {{MEASURE}}, claim it, or set it in $...$.", number));
    }
    i = end;
  }
}

}  // namespace

bool is_claimed(std::string_view number, bool per_cent, const LessonStep& step) {
  std::string digits;
  std::ranges::copy_if(number, std::back_inserter(digits), [](char c) { return c != ','; });
  double value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const std::size_t point = digits.find('.');
  const auto decimals = point == std::string::npos ? 0.0 : static_cast<double>(digits.size() - point - 1);
  double half = 0.5 * std::pow(10, -decimals);
  if (per_cent) {
    value /= 100;
    half /= 100;
  }
  return std::ranges::any_of(step.claims, [&](const Claim& claim) {
    return claim.value && std::abs(std::abs(*claim.value) - value) <= half * (1 + 1e-9);
  });
}

std::vector<std::string> text_findings(const PlacedText& text, const std::vector<std::string>& languages) {
  std::vector<std::string> findings;
  const std::vector<std::string> written = text.text.languages();
  const bool one_for_all = written.size() == 1 && written.front().empty();
  if (one_for_all && languages.size() > 1 && has_words(text.text.in(""))) {
    findings.push_back(fmt::format("expected the text in each of {}, as in {}.{} = \"...\".",
                                   fmt::join(languages, ", "), "text", languages.front()));
  }
  if (!one_for_all) {
    for (const std::string& language : languages) {
      if (std::ranges::find(written, language) == written.end()) {
        findings.push_back(fmt::format("the text in '{}' is missing.", language));
      }
    }
    for (const std::string& language : written) {
      if (std::ranges::find(languages, language) == languages.end()) {
        findings.push_back(
            fmt::format("'{}' is none of the lesson's languages, {}.", language, fmt::join(languages, ", ")));
      }
      if (values_of(text.text.in(language)) != values_of(text.text.in(written.front()))) {
        findings.push_back(fmt::format("other values are filled in in '{}' than in '{}'.", language, written.front()));
      }
    }
  }
  for (const std::string& language : written) {
    for (const TextPiece& piece : text.text.in(language)) {
      if (piece.kind == TextPiece::Kind::plain) unclaimed(piece.text, text.step, findings);
    }
  }
  return findings;
}

}  // namespace losslab
