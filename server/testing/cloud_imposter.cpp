#include "testing/cloud_imposter.hpp"

#include <arpa/inet.h>
#include <boost/json/parse.hpp>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <stdexcept>

namespace likeness::test {

namespace {

std::array<int, 2> make_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        throw std::runtime_error("no pipe can be made");
    }
    return ends;
}

std::string read_line(int descriptor) {
    std::string line;
    for (char c = 0; ::read(descriptor, &c, 1) == 1 && c != '\n';) {
        line += c;
    }
    return line;
}

/// One exchange over a connection of its own; the body of the answer.
std::string ask_once(std::uint16_t port, const std::string& request) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    std::string answer;
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0 &&
        ::send(socket, request.data(), request.size(), MSG_NOSIGNAL) ==
            static_cast<ssize_t>(request.size())) {
        std::array<char, 65'536> piece{};
        for (ssize_t got = 0; (got = ::recv(socket, piece.data(), piece.size(), 0)) > 0;) {
            answer.append(piece.data(), static_cast<std::size_t>(got));
        }
    }
    ::close(socket);
    const std::size_t head = answer.find("\r\n\r\n");
    if (head == std::string::npos) {
        throw std::runtime_error("the imposter does not answer");
    }
    return answer.substr(head + 4);
}

}  // namespace

CloudImposter::CloudImposter(std::string_view name, std::vector<std::string> arguments) {
    const std::string script = "server/testing/imposters/" + std::string(name) + ".mjs";
    arguments.insert(arguments.begin(), {"node", script});
    std::vector<char*> words;
    for (std::string& argument : arguments) {
        words.push_back(argument.data());
    }
    words.push_back(nullptr);
    const std::array<int, 2> to_it = make_pipe();
    const std::array<int, 2> from_it = make_pipe();
    process_ = ::fork();
    if (process_ == 0) {
        ::dup2(to_it[0], STDIN_FILENO);
        ::dup2(from_it[1], STDOUT_FILENO);
        ::execvp("node", words.data());
        ::_exit(127);
    }
    ::close(to_it[0]);
    ::close(from_it[1]);
    input_ = to_it[1];
    const std::string line = read_line(from_it[0]);
    ::close(from_it[0]);
    if (line.empty()) {
        throw std::runtime_error("the imposter does not start: is node in the PATH?");
    }
    facts_ = boost::json::parse(line);
    port_ = facts_.at("port").to_number<std::uint16_t>();
}

CloudImposter::~CloudImposter() {
    ::close(input_);
    if (process_ > 0) {
        ::kill(process_, SIGTERM);
        ::waitpid(process_, nullptr, 0);
    }
}

std::string CloudImposter::fact(std::string_view name) const {
    return std::string(facts_.at(name).as_string());
}

boost::json::value CloudImposter::control(const std::string& json) const {
    const std::string answer = ask_once(
        port_,
        "POST /_control HTTP/1.1\r\nHost: imposter\r\nConnection: close\r\nContent-Length: " +
            std::to_string(json.size()) + "\r\n\r\n" + json
    );
    return boost::json::parse(answer);
}

std::int64_t CloudImposter::count(std::string_view call) const {
    const boost::json::value state = control();
    const boost::json::value* counted = state.at("counts").as_object().if_contains(call);
    return counted == nullptr ? 0 : counted->to_number<std::int64_t>();
}

}  // namespace likeness::test
