#pragma once
#include <string_view>
#include <vector>

#include "app/core/shell/state/part.h"
#include "losses/core/loss.h"

namespace losslab {

// The inputs: compared, serialised, undone. Each loss has one set of parameters, the same on every screen; what else is
// asked for stands on the page of its screen.
struct Document {
  std::vector<Loss> losses = Loss::all();  // those of the catalogue, and behind them one's own: see own_losses.h
  Parts pages;

  Document();  // as LossLab opens: every screen of the list with its usual page
  friend bool operator==(const Document&, const Document&) = default;

  Loss& loss(std::string_view id);  // throws InputError for an unknown id
  const Loss& loss(std::string_view id) const;
  int index(std::string_view id) const;  // among the losses: the loss's series number
  // The page of a screen, which is of type T.
  template <class T>
  T& page(std::string_view screen) {
    return pages.find(screen)->second.as<T>();
  }
  template <class T>
  const T& page(std::string_view screen) const {
    return pages.find(screen)->second.as<T>();
  }
};

}  // namespace losslab
