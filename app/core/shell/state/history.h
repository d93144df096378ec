#pragma once
#include <deque>
#include <string>

#include "app/core/shell/state/document.h"

namespace losslab {

// Undo and redo of the document, the last 200 steps. Edits in a row with the same mark are one step.
class History {
 public:
  void record(const Document& before, const std::string& what, const std::string& merge);
  void end_merge() { merge_.clear(); }
  bool can_undo() const { return !undo_.empty(); }
  bool can_redo() const { return !redo_.empty(); }
  // Swaps `document` with its former (later) state; returns what was undone (redone).
  std::string undo(Document& document);
  std::string redo(Document& document);
  void clear();

 private:
  struct Entry {
    Document document;
    std::string what;
  };
  std::deque<Entry> undo_, redo_;
  std::string merge_;
};

}  // namespace losslab
