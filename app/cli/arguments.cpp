// The one place that knows of CLI11.
#include "app/cli/arguments.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "app/cli/text.h"
#include "losses/core/error.h"

namespace losslab::cli {

struct Arguments::Impl {
  explicit Impl(const std::string& about, const std::string& name) : app(about, name) {}
  CLI::App app;
};

Arguments::Arguments(std::string name, const std::string& about, const std::string& notes)
    : impl_(std::make_unique<Impl>(about, name)), name_(std::move(name)) {
  impl_->app.set_help_flag("-h,--help", "Print this help");
  impl_->app.allow_windows_style_options(false);
  impl_->app.get_formatter()->column_width(34);
  if (!notes.empty()) impl_->app.footer(notes);
}

Arguments::~Arguments() = default;

void Arguments::positional(const std::string& name, std::optional<std::string>& value, const std::string& help) {
  impl_->app
      .add_option_function<std::string>(
          name, [&value](const std::string& text) { value = text; }, help)
      ->type_name("");
}

void Arguments::positionals(const std::string& name, std::vector<std::string>& values, const std::string& help) {
  impl_->app.add_option(name, values, help)->type_name("");
}

void Arguments::option(const std::string& names, const std::string& type, std::optional<std::string>& value,
                       const std::string& help) {
  impl_->app
      .add_option_function<std::string>(
          names, [&value](const std::string& text) { value = text; }, help)
      ->type_name(type);
}

void Arguments::list(const std::string& names, const std::string& type, std::vector<std::string>& values,
                     const std::string& help) {
  impl_->app.add_option(names, values, help)->type_name(type)->allow_extra_args(false);
}

void Arguments::files(const std::string& names, const std::string& type, std::vector<std::string>& values,
                      const std::string& help) {
  impl_->app.add_option(names, values, help)->type_name(type)->allow_extra_args(true);
}

void Arguments::flag(const std::string& names, bool& value, const std::string& help) {
  impl_->app.add_flag(names, value, help);
}

bool Arguments::parse(std::span<const std::string> arguments) {
  const std::string see = fmt::format("see '{} --help'", name_);
  for (const std::string& argument : arguments) {
    // CLI11 would take the next argument for the value.
    if (argument.starts_with("--") && argument.size() > 3 && argument.find('=') == argument.size() - 1) {
      throw InputError(fmt::format("{} needs a value; {}.", in_quotes(argument), see));
    }
  }
  try {
    impl_->app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::CallForHelp&) {
    return false;
  } catch (const CLI::ExtrasError&) {
    const std::vector<std::string> extras = impl_->app.remaining();
    const std::string first = extras.empty() ? std::string() : extras.front();
    throw InputError(fmt::format("'{}' does not take {}; {}.", name_, in_quotes(first), see));
  } catch (const CLI::ParseError& error) {
    throw InputError(fmt::format("'{}': {}; {}.", name_, one_line(error.what()), see));
  }
  return true;
}

std::string Arguments::help(const Language& language) const {
  CLI::App& app = impl_->app;
  app.description(language.translated(app.get_description()));
  app.footer(language.translated(app.get_footer()));
  for (CLI::Option* const option : app.get_options()) {
    option->description(language.translated(option->get_description()))
        ->group(language.translated(option->get_group()));
  }
  for (const char* const label : {"Usage", "OPTIONS", "Positionals", "Options", "REQUIRED"}) {
    app.get_formatter()->label(label, language.translated(label));
  }
  const std::string text = app.help();
  return text.substr(0, text.find_last_not_of('\n') + 1) + "\n";
}

void Arguments::require(const std::optional<std::string>& value, const std::string& what) const {
  if (!value) throw InputError(fmt::format("'{}' needs {}; see '{} --help'.", name_, what, name_));
}

}  // namespace losslab::cli
