#pragma once
#include <list>
#include <utility>

namespace losslab {

// Keeps the latest values that were made from keys, the most recently used first, so that nothing is made again while
// its key stays. References stay valid until `most` other keys were asked for.
template <class Key, class Value, std::size_t most = 16>
class Kept {
 public:
  template <class Make>
  const Value& of(const Key& key, Make make) {
    for (auto at = kept_.begin(); at != kept_.end(); ++at) {
      if (!(at->first == key)) continue;
      kept_.splice(kept_.begin(), kept_, at);
      return kept_.front().second;
    }
    kept_.emplace_front(key, make());
    if (kept_.size() > most) kept_.pop_back();
    return kept_.front().second;
  }

 private:
  std::list<std::pair<Key, Value>> kept_;
};

}  // namespace losslab
