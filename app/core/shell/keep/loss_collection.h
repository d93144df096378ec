#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "losses/expression/own_loss_text.h"

namespace losslab {

// One's own losses from one run of the program to the next: a folder with a file for each. Files are only replaced or
// removed where they hold what this run of the program has last seen of that loss: what came from elsewhere, as an
// older version of it in somebody's session, gets a file beside it.
class LossCollection {
 public:
  LossCollection() = default;  // keeps nothing
  // Reads what is there. Files that cannot be read are left alone and named among the problems.
  explicit LossCollection(std::filesystem::path folder);

  bool keeps() const { return !folder_.empty(); }
  // In the order of their files' names; no two have one id.
  std::vector<OwnLossText> losses() const;
  const std::vector<std::string>& problems() const { return problems_; }

  // From now on changes are told from these, which are not kept for that alone.
  void watch(std::vector<OwnLossText> losses) { seen_ = std::move(losses); }
  // Keeps what is new or changed since it was last told, and removes what is gone. The folder is made where it is
  // needed. Throws InputError where a file cannot be written; the others are.
  void follow(std::vector<OwnLossText> losses);

 private:
  struct Kept {
    std::filesystem::path file;
    OwnLossText text;
  };
  const OwnLossText* seen(const std::string& id) const;
  Kept* kept(const std::string& id);
  std::filesystem::path free_file(const std::string& id) const;
  void keep(const OwnLossText& text);
  void forget(const OwnLossText& text);

  std::filesystem::path folder_;  // empty: keeps nothing
  std::vector<Kept> kept_;
  std::vector<OwnLossText> seen_;
  std::vector<std::string> problems_;
};

}  // namespace losslab
