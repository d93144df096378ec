#pragma once
#include <iosfwd>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "widgets/figure/language.h"

namespace losslab::cli {

// The arguments of one subcommand: what it takes, its help, and the texts that were given. Numbers are read by whoever
// knows their bounds. The bound variables must outlive parse().
class Arguments {
 public:
  // `name` as typed ("losslab eval"), `about` for the head of its help, `notes` for its foot.
  Arguments(std::string name, const std::string& about, const std::string& notes = {});
  ~Arguments();
  Arguments(const Arguments&) = delete;
  Arguments& operator=(const Arguments&) = delete;

  // An argument without a name, in order, given at most once.
  void positional(const std::string& name, std::optional<std::string>& value, const std::string& help);
  // The same, given any number of times.
  void positionals(const std::string& name, std::vector<std::string>& values, const std::string& help);
  // "-o,--out" with one value, given at most once.
  void option(const std::string& names, const std::string& type, std::optional<std::string>& value,
              const std::string& help);
  // The same, given any number of times.
  void list(const std::string& names, const std::string& type, std::vector<std::string>& values,
            const std::string& help);
  // The same, with any number of values behind it: for names of files that a shell has spelled out.
  void files(const std::string& names, const std::string& type, std::vector<std::string>& values,
             const std::string& help);
  void flag(const std::string& names, bool& value, const std::string& help);

  // False where help was asked for, which is then in help(). Throws InputError for what the subcommand does not take.
  bool parse(std::span<const std::string> arguments);
  // In that language, as far as it has what is said in the code.
  std::string help(const Language& language) const;
  // Throws InputError where a value is missing: "'losslab fit' needs --loss LOSS".
  void require(const std::optional<std::string>& value, const std::string& what) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
  std::string name_;
};

}  // namespace losslab::cli
