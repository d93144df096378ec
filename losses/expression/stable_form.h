#pragma once
#include "losses/expression/expression.h"

namespace losslab {

// The same function, with what loses digits or overflows when it is computed as it is written replaced by what does
// not: log(1 + u) by log1p(u), log(1 + exp(u)) by softplus(u), 1/(1 + exp(−u)) by sigmoid(u), exp(u) − 1 by expm1(u),
// 1 − cos(u) by 2 sin²(u/2), sqrt(1 + u) − 1 by u/(1 + sqrt(1 + u)), and the like.
Expression stable_form(const Expression& expression);

}  // namespace losslab
