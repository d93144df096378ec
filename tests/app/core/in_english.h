#pragma once
#include "app/core/shell/files/language_file.h"

namespace losslab {

// The texts with which tests make what shows some; read once.
inline const Language& in_english() {
  static const Language texts = english();
  return texts;
}

}  // namespace losslab
