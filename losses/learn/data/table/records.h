#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace losslab {

// One field of a table as it stands in the text, without its quotes and the blanks around it.
struct TableField {
  std::string_view text;
  bool quoted = false;
  bool doubled = false;  // has doubled quotes, each of which stands for one
  // What the field says: doubled quotes are one, control characters '?'.
  std::string value() const;
};

// Cuts a text into records and fields. Records end with LF, CR LF or CR; a field that begins with a double quote ends
// with one, and may hold delimiters and line breaks. Blank lines are passed over.
class TableRecords {
 public:
  // `delimiter`: of fields; ' ' for any run of blanks and tabs. `comments`: lines that begin with # are passed over.
  // `begin`: where in the text to start. The text must outlive this.
  TableRecords(std::string_view text, char delimiter, bool comments, std::size_t begin = 0)
      : text_(text), delimiter_(delimiter), comments_(comments), next_(begin) {}

  bool next();  // false at the end
  const std::vector<TableField>& fields() const { return fields_; }
  std::size_t begin() const { return begin_; }  // of this record
  // Where a quote is opened in this record that is not closed; npos: none.
  std::size_t open_quote() const { return open_quote_; }
  std::size_t comments() const { return comment_count_; }          // passed over so far
  std::string_view last_comment() const { return last_comment_; }  // a line with its #

 private:
  bool at_line_end(std::size_t at) const { return at >= text_.size() || text_[at] == '\n' || text_[at] == '\r'; }
  bool at_field_end(std::size_t at) const;
  std::size_t after_blanks(std::size_t at) const;
  std::size_t pass_line(std::size_t at) const;
  std::size_t after_line_end(std::size_t at) const;
  std::size_t plain_field(std::size_t at);
  std::size_t quoted_field(std::size_t at);
  void cut(std::size_t at);

  std::string_view text_;
  char delimiter_;
  bool comments_;
  std::size_t begin_ = 0, next_, open_quote_ = std::string_view::npos;
  std::vector<TableField> fields_;
  std::size_t comment_count_ = 0;
  std::string_view last_comment_;
};

// The line of a text on which a place stands, from 1.
std::size_t line_at(std::string_view text, std::size_t place);

}  // namespace losslab
