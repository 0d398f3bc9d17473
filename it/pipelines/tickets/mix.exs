defmodule Tickets.MixProject do end
