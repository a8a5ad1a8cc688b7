#include "adapters/repositories/image_statement.hpp"

#include "adapters/repositories/image_places.hpp"
#include "adapters/repositories/image_rows.hpp"
#include "adapters/repositories/word_search.hpp"

#include <algorithm>
#include <utility>

namespace likeness::repositories {

namespace {

using Kind = ImageTerm::Kind;

constexpr std::string_view kLayout =
    "i.id, i.image_width, i.image_height, i.batch_id, i.created_at";

/// How far behind the place of its moment an image may have found a free one.
constexpr std::int64_t kPlacesBehind = std::int64_t{1} << 23U;

bool is_number(std::string_view text) {
    return !text.empty() && text.size() <= 18 &&
           text.find_first_not_of("0123456789") == std::string_view::npos;
}

class Builder {
public:
    Builder(const ImageQuery& query, sql::Dialect dialect, std::int64_t number_of_wallet)
        : query_(query),
          dialect_(dialect),
          first_place_(number_of_wallet * kPlacesOfWallet) {}

    BuiltStatement images(ImageParts parts, ImageWalk walk) && {
        walk_ = walk;
        const std::string order = start(parts);
        require("i.wallet_address = " + bind(query_.wallet->text()));
        require(query_.search.in_trash ? "i.trashed_at IS NOT NULL" : "i.trashed_at IS NULL");
        add_gallery();
        for (const ImageTerm& term : query_.search.terms) {
            add_term(term);
        }
        add_words(parts);
        if (parts == ImageParts::all && query_.after) {
            add_cursor(*query_.after);
        }
        built_.text += order;
        const bool is_page = parts == ImageParts::all;
        built_.text += " LIMIT " + bind(is_page ? query_.limit + 1 : ImageRepository::kMaxIndexed);
        built_.text += is_page ? " OFFSET " + bind(query_.skip) : "";
        return std::move(built_);
    }

    BuiltStatement places() && {
        built_.text = "SELECT s.rowid FROM image_search s WHERE ";
        add_found();
        built_.text += " ORDER BY s.rowid DESC";
        return std::move(built_);
    }

private:
    /// Begins the text; returns the order in which the walk gives images anyway.
    std::string start(ImageParts parts) {
        built_.text = "SELECT ";
        built_.text += parts == ImageParts::all ? std::string_view(LIKENESS_IMAGE_FIELDS) : kLayout;
        built_.text += parts == ImageParts::places ? ", i.place" : "";
        switch (walk_) {
            case ImageWalk::words:
                built_.text += " FROM image_search s CROSS JOIN generated_images i WHERE ";
                add_found();
                require("i.place = s.rowid");
                return " ORDER BY s.rowid DESC";
            case ImageWalk::tag: {
                const std::string& tag = tag_to_walk()->text;
                built_.text += " FROM image_tags t CROSS JOIN generated_images i WHERE ";
                require("t.wallet_address = " + bind(query_.wallet->text()));
                require("t.tag = " + bind(tag) + " AND t.is_trashed = 0 AND i.id = t.image_id");
                return " ORDER BY t.created_at DESC, t.image_id DESC";
            }
            case ImageWalk::wallet:
                break;
        }
        built_.text += " FROM generated_images i WHERE ";
        return " ORDER BY i.created_at DESC, i.id DESC";
    }

    const ImageTerm* tag_to_walk() const {
        for (const ImageTerm& term : query_.search.terms) {
            if (term.kind == Kind::tag && !term.is_negated) {
                return &term;
            }
        }
        return nullptr;
    }

    void add_gallery() {
        if (query_.lora) {
            require("i.lora_training_id = " + bind(query_.lora->text()));
        }
        if (query_.person) {
            require("i.person_id = " + bind(*query_.person));
        }
        if (query_.batch) {
            require("i.batch_id = " + bind(query_.batch->text()));
        }
    }

    void add_term(const ImageTerm& term) {
        if (term.kind == Kind::words) {
            return;
        }
        const std::string condition = condition_of(term);
        require(term.is_negated ? "NOT (" + condition + ")" : condition);
    }

    std::string condition_of(const ImageTerm& term) {
        switch (term.kind) {
            case Kind::lora:
                return "i.lora_training_id IN (SELECT l.id FROM lora_trainings l WHERE lower("
                       "l.name) LIKE " +
                       bind(like_pattern(term.text)) + " ESCAPE '!'" +
                       (is_number(term.text) ? " OR l.number = " + bind(std::stoll(term.text)) : ""
                       ) +
                       ")";
            case Kind::person:
                return "coalesce(i.person_id, 0) IN (SELECT p.id FROM people p WHERE "
                       "p.wallet_address = " +
                       bind(query_.wallet->text()) +
                       " AND lower(p.first_name || ' ' || p.last_name) LIKE " +
                       bind(like_pattern(term.text)) + " ESCAPE '!')";
            case Kind::tag:
                return "EXISTS (SELECT 1 FROM image_tags g WHERE g.image_id = i.id AND g.tag = " +
                       bind(term.text) + ")";
            case Kind::favorite:
                return "i.favorite = 1";
            case Kind::rated:
                return at_least_one_star(term) + "i.rating >= " + bind(term.number);
            case Kind::stars:
                return at_least_one_star(term) + "i.rating = " + bind(term.number);
            case Kind::since:
                return "i.created_at >= " + bind(to_iso(term.time));
            case Kind::before:
                return "i.created_at < " + bind(to_iso(term.time));
            case Kind::engine:
                return "lower(i.engine) = " + bind(term.text);
            case Kind::seed:
                return "i.seed = " + bind(term.number);
            case Kind::batch:
                return "i.batch_id = " + bind(term.text);
            case Kind::words:
                break;
        }
        return "1 = 1";
    }

    /// Says what the index of rated images says, so that it can be used.
    static std::string at_least_one_star(const ImageTerm& term) {
        return term.number > 0 ? "i.rating > 0 AND " : "";
    }

    /// What the index of texts finds, between the first and the last place that can be meant.
    void add_found() {
        require("s.image_search MATCH " + bind(sqlite_words(query_.search)));
        std::int64_t first = first_place_;
        std::int64_t end = first_place_ + kPlacesOfWallet;
        for (const ImageTerm& term : query_.search.terms) {
            if (term.kind == Kind::since) {
                first = std::max(first, first_place_ + place_of(term.time));
            } else if (term.kind == Kind::before) {
                end = std::min(end, first_place_ + place_of(term.time) + kPlacesBehind);
            }
        }
        require("s.rowid >= " + bind(first) + " AND s.rowid < " + bind(end));
    }

    void add_words(ImageParts parts) {
        const bool is_walked = walk_ == ImageWalk::words || parts == ImageParts::places;
        if (dialect_ == sql::Dialect::postgres) {
            const std::string words = postgres_words(query_.search);
            if (!words.empty()) {
                require(
                    std::string(kPostgresWords) + " @@ to_tsquery('simple', " + bind(words) + ")"
                );
            }
            return;
        }
        if (is_walked && has_words(query_.search)) {
            return;
        }
        const std::string unwanted = sqlite_unwanted_words(query_.search);
        if (!unwanted.empty()) {
            const std::string match = bind(unwanted);
            const std::string first = bind(first_place_);
            const std::string end = bind(first_place_ + kPlacesOfWallet);
            require(
                "i.place NOT IN (SELECT s.rowid FROM image_search s WHERE s.image_search MATCH " +
                match + " AND s.rowid >= " + first + " AND s.rowid < " + end + ")"
            );
        }
    }

    void add_cursor(const Cursor& after) {
        if (walk_ == ImageWalk::words) {
            const std::string id = bind(after.id);
            require(
                "s.rowid < coalesce((SELECT o.place FROM generated_images o WHERE o.id = " + id +
                "), " + bind(first_place_ + place_of(after.created_at)) + ")"
            );
            return;
        }
        const std::string time = bind(to_iso(after.created_at));
        const std::string place = "(" + time + ", " + bind(after.id) + ")";
        require(
            walk_ == ImageWalk::tag ? "(t.created_at, t.image_id) < " + place
                                    : "(i.created_at, i.id) < " + place
        );
    }

    void require(const std::string& condition) {
        built_.text += std::exchange(is_first_, false) ? "" : " AND ";
        built_.text += condition;
    }

    template <class Value>
    std::string bind(const Value& value) {
        return built_.bind(value);
    }

    const ImageQuery& query_;
    sql::Dialect dialect_;
    std::int64_t first_place_;
    ImageWalk walk_ = ImageWalk::wallet;
    BuiltStatement built_;
    bool is_first_ = true;
};

}  // namespace

std::string BuiltStatement::bind(std::string_view value) {
    parameters_.add(std::string_view(texts_.emplace_back(value)));
    ++count_;
    return placeholder();
}

std::string BuiltStatement::bind(std::int64_t number) {
    parameters_.add(number);
    ++count_;
    return placeholder();
}

ImageWalk walk_of(const ImageQuery& query, sql::Dialect dialect) {
    const auto& terms = query.search.terms;
    const auto has = [&](Kind kind) {
        return std::any_of(terms.begin(), terms.end(), [&](const ImageTerm& term) {
            return term.kind == kind && !term.is_negated;
        });
    };
    if (dialect == sql::Dialect::sqlite && has(Kind::words)) {
        return ImageWalk::words;
    }
    const bool is_small = query.batch || has(Kind::batch);
    return has(Kind::tag) && !is_small && !query.search.in_trash ? ImageWalk::tag
                                                                 : ImageWalk::wallet;
}

BuiltStatement image_statement(
    const ImageQuery& query,
    ImageParts parts,
    ImageWalk walk,
    sql::Dialect dialect,
    std::int64_t number_of_wallet
) {
    return Builder(query, dialect, number_of_wallet).images(parts, walk);
}

std::string like_pattern(std::string_view part) {
    std::string pattern = "%";
    for (const char c : part) {
        pattern += c == '%' || c == '_' || c == '!' ? "!" : "";
        pattern += c;
    }
    return pattern + "%";
}

BuiltStatement found_places(const ImageQuery& query, std::int64_t number_of_wallet) {
    return Builder(query, sql::Dialect::sqlite, number_of_wallet).places();
}

}  // namespace likeness::repositories
