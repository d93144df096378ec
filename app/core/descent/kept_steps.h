#pragma once
#include <vector>

namespace losslab {

// Which iterates a plot shows of many: the first ones all, for there most of the way is made.

// Of a path up to the iterate shown.
std::vector<long> path_steps(long position);
// Of a history of `length` iterations, up to the last one of somebody who may have stopped before.
std::vector<long> history_steps(long length, long last);

}  // namespace losslab
