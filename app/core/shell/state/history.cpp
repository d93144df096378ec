#include "app/core/shell/state/history.h"

#include <utility>

namespace losslab {
namespace {

constexpr std::size_t most_steps = 200;

}  // namespace

void History::record(const Document& before, const std::string& what, const std::string& merge) {
  redo_.clear();
  const bool goes_on = !merge.empty() && merge == merge_ && !undo_.empty();
  merge_ = merge;
  if (goes_on) return;
  undo_.push_back({before, what});
  if (undo_.size() > most_steps) undo_.pop_front();
}

std::string History::undo(Document& document) {
  if (undo_.empty()) return {};
  Entry entry = std::move(undo_.back());
  undo_.pop_back();
  std::swap(document, entry.document);
  merge_.clear();
  redo_.push_back(std::move(entry));
  return redo_.back().what;
}

std::string History::redo(Document& document) {
  if (redo_.empty()) return {};
  Entry entry = std::move(redo_.back());
  redo_.pop_back();
  std::swap(document, entry.document);
  merge_.clear();
  undo_.push_back(std::move(entry));
  return undo_.back().what;
}

void History::clear() {
  undo_.clear();
  redo_.clear();
  merge_.clear();
}

}  // namespace losslab
